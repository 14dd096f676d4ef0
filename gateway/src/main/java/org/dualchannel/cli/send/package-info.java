/**
 * Sends what files hold to a gateway over gRPC, as the bureaus and pharmacies that they belong to.
 *
 * <p>Every request id is made from the content of its request, so that sending the same files again
 * continues where an earlier run stopped and changes nothing twice.
 */
package org.dualchannel.cli.send;
