package org.dualchannel.faultsim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Decider;
import org.dualchannel.store.EntryConsumer;
import org.dualchannel.store.Table;
import org.dualchannel.store.TableSpec;
import org.dualchannel.store.Tables;

/** Mistakes that a gateway of this kind can have, to be switched on one at a time. */
enum PlantedBug {
  /** Now and then the answer to a request id is not kept: a retry is decided anew. */
  LOST_DEDUP_ENTRY {
    @Override
    Parts parts() {
      return new Parts() {
        @Override
        OfNode node(int member) {
          return new OfNode(
              replacing(
                  "answered",
                  new Replacement() {
                    @Override
                    public <K, V> Table<K, V> of(Table<K, V> table) {
                      return FaultyTable.forgetting(table);
                    }
                  }),
              Decider::decide);
        }
      };
    }
  },

  /** A dispensing sells codes and settles, and writes the prescription only some time later. */
  NON_ATOMIC_DISPENSE {
    @Override
    Parts parts() {
      return new Parts() {
        @Override
        OfNode node(int member) {
          List<Runnable> later = new ArrayList<>();
          boolean[] dispensing = {false};
          Tables tables =
              replacing(
                  "prescriptions",
                  new Replacement() {
                    @Override
                    public <K, V> Table<K, V> of(Table<K, V> table) {
                      return FaultyTable.late(table, dispensing, later);
                    }
                  });
          return new OfNode(
              tables,
              (decider, timeMs, command) -> {
                dispensing[0] = command.body() instanceof Body.DispensePrescription;
                Decider.Decision decision = decider.decide(timeMs, command);
                if (!dispensing[0]) {
                  later.forEach(Runnable::run);
                  later.clear();
                }
                return decision;
              });
        }
      };
    }
  },

  /** The leader decides and answers what it has appended, before a majority has it. */
  REPLY_BEFORE_COMMIT {
    @Override
    Parts parts() {
      return new Parts() {
        @Override
        int deliverable(boolean leader, int committed, int appended) {
          return leader ? appended : Math.min(committed, appended);
        }
      };
    }
  },

  /** Lines are settled in the order of a hash that differs from process to process. */
  UNORDERED_ITERATION {
    @Override
    Parts parts() {
      return new Parts() {
        @Override
        OfNode node(int member) {
          return new OfNode(
              Tables.heap(),
              (decider, timeMs, command) ->
                  decider.decide(timeMs, member == 1 ? reversed(command) : command));
        }
      };
    }
  },

  /** A node that starts from a snapshot forgets what its timers were to do. */
  TIMERS_NOT_RESTORED {
    @Override
    Parts parts() {
      return withoutSection("state.deadlines");
    }
  },

  /** A node that starts from a snapshot counts anew how much every pharmacy holds. */
  OPEN_HOLDS_NOT_RESTORED {
    @Override
    Parts parts() {
      return withoutSection("state.holds");
    }
  },

  /** What was written while a snapshot was being written is not merged back. */
  FROZEN_WRITES_LOST {
    @Override
    Parts parts() {
      return new Parts() {
        @Override
        OfNode node(int member) {
          return new OfNode(
              replacing(
                  "accumulators",
                  new Replacement() {
                    @Override
                    public <K, V> Table<K, V> of(Table<K, V> table) {
                      return FaultyTable.deafOnceRead(table);
                    }
                  }),
              Decider::decide);
        }
      };
    }
  };

  private static Parts withoutSection(String name) {
    return new Parts() {
      @Override
      Map<String, EntryConsumer> loaders(Map<String, EntryConsumer> loaders) {
        Map<String, EntryConsumer> without = new HashMap<>(loaders);
        without.put(name, (key, keyLength, value, valueLength) -> {});
        return without;
      }
    };
  }

  abstract Parts parts();

  private static Command reversed(Command command) {
    if (!(command.body() instanceof Body.DispensePrescription dispense)) {
      return command;
    }
    List<Body.DispensedLine> lines = new ArrayList<>(dispense.lines());
    Collections.reverse(lines);
    return new Command(
        command.requestId(),
        command.principal(),
        command.area(),
        command.fingerprint(),
        new Body.DispensePrescription(
            dispense.prescription(),
            dispense.secret(),
            dispense.pharmacist(),
            lines,
            dispense.useAccount(),
            dispense.reviewer()));
  }

  private interface Replacement {
    <K, V> Table<K, V> of(Table<K, V> table);
  }

  private static Tables replacing(String name, Replacement replacement) {
    return new Tables() {
      @Override
      public <K, V> Table<K, V> create(TableSpec<K, V> spec) {
        Table<K, V> table = Tables.heap().create(spec);
        return spec.name().equals(name) ? replacement.of(table) : table;
      }
    };
  }
}
