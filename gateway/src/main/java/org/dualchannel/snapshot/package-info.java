/**
 * Snapshots of the state as files: written beside the decisions, read back and verified before they
 * count, found again at the start. The package knows sections of encoded entries and nothing of
 * what they mean.
 */
package org.dualchannel.snapshot;
