/**
 * Where the state lives: tables of keys and records, off-heap with Chronicle Map or on the heap
 * with the same behaviour, and the hash over all of them; and queues of encoded values beside them.
 *
 * <p>Tables are memory, not storage: they are rebuilt from a snapshot and the log. One thread, the
 * decider, writes; any thread may read single entries meanwhile. Keys and values pass through
 * {@link org.dualchannel.codec.Codec}s, so this package knows nothing of the domain.
 */
package org.dualchannel.store;
