/**
 * The stories of the demo: what happens at hospitals and pharmacies, played against a gateway over
 * gRPC, checked to the fen, and printed for people.
 */
package org.dualchannel.cli.demo;
