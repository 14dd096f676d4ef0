/** Drug trace codes (药品追溯码): one code, one sale, in all pharmacies, ever. */
package org.dualchannel.trace;
