/**
 * What an operator sees and sets: the configuration, the metrics, and the health of a node.
 *
 * <p>The configuration is read once, checked whole, and passed on as immutable values; nothing here
 * decides anything about a prescription. The HTTP endpoint carries no patient data.
 */
package org.dualchannel.ops;
