/**
 * The offline audit: replays the log of a stopped node and recomputes everything that can be
 * recomputed, by ways of its own where there is a choice.
 */
package org.dualchannel.audit;
