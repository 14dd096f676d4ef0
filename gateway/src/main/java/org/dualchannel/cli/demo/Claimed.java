package org.dualchannel.cli.demo;

import org.dualchannel.cli.demo.SampleCity.Shop;

/**
 * A prescription that a dispenser holds.
 *
 * @param secret of the claim
 */
record Claimed(String prescription, Treatment treatment, Shop shop, String secret) {
  String dispenser() {
    return shop.code();
  }
}
