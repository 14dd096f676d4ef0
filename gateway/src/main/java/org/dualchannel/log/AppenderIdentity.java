package org.dualchannel.log;

import io.aeron.security.Authenticator;
import io.aeron.security.CredentialsSupplier;
import io.aeron.security.SessionProxy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Tells the sessions of this very process from those of earlier runs and of other members: its
 * credentials are a name drawn at start, and the log writes them next to each opened session. When
 * that entry comes back, everything before it has come back too.
 */
final class AppenderIdentity implements CredentialsSupplier {

  private final byte[] name = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);

  boolean is(byte[] principal) {
    return Arrays.equals(name, principal);
  }

  @Override
  public byte[] encodedCredentials() {
    return name.clone();
  }

  @Override
  public byte[] onChallenge(byte[] encodedChallenge) {
    return encodedCredentials();
  }

  /** Lets nobody append but the process itself: right for a cluster of one. */
  Authenticator onlyThis() {
    return new Door(this);
  }

  /** Lets every appender in under the name it gives; the network keeps strangers away. */
  static Authenticator anyMember() {
    return new Door(null);
  }

  private static final class Door implements Authenticator {
    private static final int WAITING_LIMIT = 1_000;

    private final AppenderIdentity only; // null when everyone may enter
    private final Long2ObjectHashMap<byte[]> waiting = new Long2ObjectHashMap<>();

    Door(AppenderIdentity only) {
      this.only = only;
    }

    @Override
    public void onConnectRequest(long sessionId, byte[] encodedCredentials, long nowMs) {
      boolean welcome = only == null ? encodedCredentials.length > 0 : only.is(encodedCredentials);
      if (welcome && waiting.size() < WAITING_LIMIT) {
        waiting.put(sessionId, encodedCredentials);
      }
    }

    @Override
    public void onChallengeResponse(long sessionId, byte[] encodedCredentials, long nowMs) {
      // nobody is challenged
    }

    @Override
    public void onConnectedSession(SessionProxy session, long nowMs) {
      byte[] name = waiting.remove(session.sessionId());
      if (name == null) {
        session.reject();
      } else if (!session.authenticate(name)) {
        waiting.put(session.sessionId(), name); // asked again
      }
    }

    @Override
    public void onChallengedSession(SessionProxy session, long nowMs) {
      session.reject();
    }
  }
}
