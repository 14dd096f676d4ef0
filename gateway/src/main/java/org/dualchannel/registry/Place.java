package org.dualchannel.registry;

/** A place on the ground, in millionths of a degree. */
public record Place(int latE6, int lonE6) {}
