/**
 * A client for gRPC calls that does little else than write and read bytes: HTTP/2 frames over
 * Netty, one connection for each lane of the generator. The client library of gRPC takes as much
 * processor time for a call as the server that is to be measured, on the same cores.
 */
package org.dualchannel.loadtest.h2;
