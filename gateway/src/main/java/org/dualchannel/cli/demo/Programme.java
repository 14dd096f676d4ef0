package org.dualchannel.cli.demo;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.cli.send.RefusedCall;

/** Plays all stories, one after another, and prints each. */
public final class Programme {
  private static final int LINE = 96;

  private final PrintWriter out;
  private final List<String> results = new ArrayList<>();
  private int failed;

  /** A programme that prints to a writer. */
  public Programme(PrintWriter out) {
    this.out = out;
  }

  /**
   * Plays against a gateway into which the sample city was imported, and nothing else yet.
   *
   * @return whether every story came out as told
   */
  public boolean play(Channel channel, Clock clock) {
    List<Story> stories = new ArrayList<>(MoneyStories.ALL);
    stories.addAll(RuleStories.ALL);
    stories.addAll(SafetyStories.ALL);
    stories.add(RefillControl.STORY);
    Requests requests = new Requests(clock);
    RefillControl.off(channel, requests.today());
    for (int i = 0; i < stories.size(); i++) {
      play(i + 1, stories.get(i), channel, requests);
    }
    return failed == 0;
  }

  /** One line for each story: whether it came out as told. */
  public void printSummary() {
    out.println();
    results.forEach(out::println);
    out.printf("%d stories, %d failed%n", results.size(), failed);
    out.flush();
  }

  private void play(int number, Story story, Channel channel, Requests requests) {
    Transcript transcript = new Transcript();
    String problem = "";
    try {
      story.script().play(new Scene(channel, requests, transcript));
    } catch (StoryFailedException e) {
      problem = e.getMessage();
    } catch (StatusRuntimeException e) {
      problem = RefusedCall.of(e).toString();
    }
    out.println();
    out.println(number + ". " + story.title());
    wrapped(story.told());
    transcript.print(out);
    boolean ok = problem.isEmpty();
    if (!ok) {
      out.println("  FAILED: " + problem);
      failed++;
    }
    results.add((ok ? "  ok      " : "  FAILED  ") + number + ". " + story.title());
    out.flush();
  }

  private void wrapped(String text) {
    StringBuilder line = new StringBuilder("  ");
    for (String word : text.split(" ")) {
      if (line.length() + word.length() > LINE) {
        out.println(line.toString().stripTrailing());
        line.setLength(2);
      }
      line.append(word).append(' ');
    }
    out.println(line.toString().stripTrailing());
  }
}
