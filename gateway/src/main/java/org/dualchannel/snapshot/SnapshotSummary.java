package org.dualchannel.snapshot;

import org.dualchannel.store.StateHash;

/**
 * What a verified snapshot holds.
 *
 * @param sections named parts
 * @param entries entries of all sections
 * @param stateHash hash over the tables
 * @param bytes length of the file
 */
public record SnapshotSummary(
    SnapshotHeader header, int sections, long entries, StateHash stateHash, long bytes) {}
