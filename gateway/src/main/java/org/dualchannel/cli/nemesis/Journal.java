package org.dualchannel.cli.nemesis;

import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What was asked and what was acknowledged. A request is noted before it is sent and its answer as
 * soon as it is there; what is left was never answered and may or may not have been decided.
 */
final class Journal {
  private final Map<String, Message> unanswered = new ConcurrentHashMap<>();
  private final Map<String, Acknowledged> acknowledged = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger late = new AtomicInteger();
  private final AtomicInteger elsewhere = new AtomicInteger();
  private final AtomicLong lastAnswerNs = new AtomicLong();
  private final AtomicLong worstGapNs = new AtomicLong();
  private final AtomicLong worstCallNs = new AtomicLong();

  /** A request and the answer to it. */
  record Acknowledged(Message request, Message answer) {}

  void asked(Message request) {
    unanswered.put(Requests.requestId(request), request);
  }

  void acknowledged(Message request, Message answer, long startedNs) {
    acknowledged.put(Requests.requestId(request), new Acknowledged(request, answer));
    settled(request, startedNs);
  }

  /**
   * It was decided, against the caller: as durable as any other answer, but nothing to look for.
   */
  void refused(Message request, long startedNs) {
    refused.incrementAndGet();
    settled(request, startedNs);
  }

  private void settled(Message request, long startedNs) {
    unanswered.remove(Requests.requestId(request));
    long now = System.nanoTime();
    worstCallNs.accumulateAndGet(now - startedNs, Math::max);
    worstGapNs.accumulateAndGet(now - lastAnswerNs.getAndSet(now), Math::max);
  }

  /** Gaps between answers are measured from now on. */
  void beginGap() {
    lastAnswerNs.set(System.nanoTime());
  }

  /** A call had no answer within its deadline. */
  void late() {
    late.incrementAndGet();
  }

  /** A call was sent to another member, because the first did not answer or could not. */
  void elsewhere() {
    elsewhere.incrementAndGet();
  }

  void fault(String what) {
    faults.add(what);
  }

  List<Message> unanswered() {
    return List.copyOf(unanswered.values());
  }

  List<Acknowledged> acknowledged() {
    return List.copyOf(acknowledged.values());
  }

  int count() {
    return acknowledged.size();
  }

  int refusals() {
    return refused.get();
  }

  int lateCalls() {
    return late.get();
  }

  int sentElsewhere() {
    return elsewhere.get();
  }

  /** Longest time in which no call at all was answered, in ms. */
  long worstGapMs() {
    return worstGapNs.get() / 1_000_000;
  }

  /** Longest call, retries included, in ms. */
  long worstCallMs() {
    return worstCallNs.get() / 1_000_000;
  }

  /** Answers that should not have been given. */
  List<String> faults() {
    return List.copyOf(faults);
  }
}
