package org.dualchannel.trace;

/**
 * Why packs without trace codes are handed out: stock from before the codes were printed.
 *
 * @param reason in words
 * @param batch the maker's batch number
 */
public record CodeFree(String reason, String batch) {}
