package org.dualchannel.rules;

/** How a caller should react to a refusal; the edge maps it to the gRPC code of the same name. */
public enum Category {
  /** The command is malformed, whatever the state; do not retry it. */
  INVALID_ARGUMENT,
  /** Something that the command names does not exist. */
  NOT_FOUND,
  /** What the command would create exists already, or its key was used for something else. */
  ALREADY_EXISTS,
  /** A rule or the present state forbids it; retrying does not help until the state changes. */
  FAILED_PRECONDITION,
  /** Another command won; look again, then decide. */
  ABORTED,
  /** The caller may not do this. */
  PERMISSION_DENIED,
  /** A limit was reached; try again later. */
  RESOURCE_EXHAUSTED,
  /** The caller is not known. */
  UNAUTHENTICATED,
  /** The node cannot take commands now; another may, or the same one soon. */
  UNAVAILABLE,
  /** A bug, or damage that the node found; the operator is told. */
  INTERNAL
}
