/**
 * The vocabulary of rulings: which rules exist, why a command can be refused, and what the refusal
 * says in English and Chinese.
 *
 * <p>Every other room of the domain speaks it and it imports none of them. A refusal is a {@link
 * org.dualchannel.rules.Rejection}: a value, never an exception. {@link
 * org.dualchannel.rules.Reason} is the whole list of them, so a reader of the API, of the code and
 * of {@code docs/rules.md} finds the same names.
 */
package org.dualchannel.rules;
