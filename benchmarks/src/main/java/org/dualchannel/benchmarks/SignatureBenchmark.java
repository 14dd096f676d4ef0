package org.dualchannel.benchmarks;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Verifying a signature over {@value #MESSAGE_BYTES} bytes, about the size of a prescription. The
 * gateway verifies none yet: these are the primitives of the library that it would use, so that
 * their price is known before. After each iteration a message with one bit changed must fail.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SignatureBenchmark {
  static final int MESSAGE_BYTES = 800;
  private static final byte[] SM2_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);

  private final byte[] message = new byte[MESSAGE_BYTES];
  private ParametersWithID sm2Key;
  private byte[] sm2Signature;
  private AsymmetricCipherKeyPair ed25519;
  private byte[] ed25519Signature;

  @Setup
  public void sign() throws CryptoException {
    SecureRandom random = new SecureRandom();
    random.nextBytes(message);
    X9ECParameters curve = GMNamedCurves.getByName("sm2p256v1");
    BigInteger order = curve.getN();
    ECKeyPairGenerator keys = new ECKeyPairGenerator();
    keys.init(
        new ECKeyGenerationParameters(
            new ECDomainParameters(curve.getCurve(), curve.getG(), order, curve.getH()), random));
    AsymmetricCipherKeyPair sm2 = keys.generateKeyPair();
    SM2Signer signer = new SM2Signer();
    signer.init(
        true, new ParametersWithID(new ParametersWithRandom(sm2.getPrivate(), random), SM2_ID));
    signer.update(message, 0, message.length);
    sm2Signature = signer.generateSignature();
    sm2Key = new ParametersWithID(sm2.getPublic(), SM2_ID);

    Ed25519KeyPairGenerator edwards = new Ed25519KeyPairGenerator();
    edwards.init(new Ed25519KeyGenerationParameters(random));
    ed25519 = edwards.generateKeyPair();
    Ed25519Signer edwardsSigner = new Ed25519Signer();
    edwardsSigner.init(true, ed25519.getPrivate());
    edwardsSigner.update(message, 0, message.length);
    ed25519Signature = edwardsSigner.generateSignature();
  }

  @TearDown(org.openjdk.jmh.annotations.Level.Iteration)
  public void refuseForged() {
    must(sm2() && ed25519(), "a good signature was refused");
    message[17] ^= 1;
    must(!verifySm2() && !verifyEd25519(), "a forged message was accepted");
    message[17] ^= 1;
  }

  private static void must(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalStateException(otherwise);
    }
  }

  @Benchmark
  public boolean sm2() {
    return verifySm2();
  }

  @Benchmark
  public boolean ed25519() {
    return verifyEd25519();
  }

  private boolean verifySm2() {
    SM2Signer signer = new SM2Signer();
    signer.init(false, sm2Key);
    signer.update(message, 0, message.length);
    return signer.verifySignature(sm2Signature);
  }

  private boolean verifyEd25519() {
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(false, ed25519.getPublic());
    signer.update(message, 0, message.length);
    return signer.verifySignature(ed25519Signature);
  }
}
