/**
 * The promises of the whole gateway, proved on real processes and files: nothing acknowledged is
 * lost, nothing is done twice, nothing changes unseen, and what is refused is refused in one line.
 */
package org.dualchannel.acceptance;
