/**
 * The one binary form of every persisted value: log payloads, table entries, stored outcomes and
 * the bytes that are hashed. It knows records and nothing of the domain.
 *
 * <p>A value has exactly one byte form and a byte form has at most one value, in every release that
 * can read it, so equal values have equal hashes. {@code docs/format.md} describes the bytes;
 * {@link org.dualchannel.codec.RecordCodec} names the types that can be written and the rule of
 * evolution: components and enum constants are only ever appended.
 */
package org.dualchannel.codec;
