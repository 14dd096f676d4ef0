/**
 * Backups of a node's data directory, taken while it runs, and bringing one back. A backup is files
 * and a manifest that names each with its SHA-256; it depends on nothing but itself.
 */
package org.dualchannel.backup;
