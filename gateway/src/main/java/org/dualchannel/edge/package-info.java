/**
 * The gRPC side of a node: who calls, is the request well formed, hand the command in, say what
 * became of it.
 *
 * <pre>
 *  call ─► Principals ─► Decoding ─► …Calls: …Checks ─► …Mapping ─► Gate ─► pipeline.Commands
 *                                                                    │
 *                     answer or google.rpc.Status ◄─ …Mapping ◄─ Outcome
 * </pre>
 *
 * <p>There is one class a service ({@code …Calls}), and for each area one that checks the shape of
 * requests ({@code …Checks}) and one that translates ({@code …Mapping}). A malformed request is
 * answered here, with all that is wrong with it, and never reaches the log. Nothing here blocks and
 * nothing here decides; {@link org.dualchannel.edge.EdgeServices} puts it together and {@link
 * org.dualchannel.edge.GrpcServer} listens.
 */
package org.dualchannel.edge;
