package org.dualchannel.cli.demo;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.dualchannel.v1.Breakdown;
import org.dualchannel.v1.RemainingCap;
import org.dualchannel.v1.Settlement;

/** Who pays how much: one column a settlement, one row a payer, in yuan. */
final class MoneyTable {
  private static final Map<String, ToLongFunction<Breakdown>> ROWS = rows();

  private final List<String> titles = new ArrayList<>();
  private final List<Settlement> settlements = new ArrayList<>();

  void add(String title, Settlement settlement) {
    titles.add(title);
    settlements.add(settlement);
  }

  void print(PrintWriter out) {
    if (settlements.isEmpty()) {
      return;
    }
    List<String> head = new ArrayList<>(List.of("yuan"));
    head.addAll(titles);
    TextTable table = new TextTable(true, head);
    ROWS.forEach(
        (name, field) -> table.row(row(name, each -> Yuan.of(field.applyAsLong(each.getTotal())))));
    table.row(row("cap used      支付限额已用", each -> cap(each, RemainingCap::getUsedFen)));
    table.row(row("cap remaining 支付限额剩余", each -> cap(each, RemainingCap::getRemainingFen)));
    table.print(out);
  }

  private List<String> row(String name, java.util.function.Function<Settlement, String> cell) {
    List<String> row = new ArrayList<>(List.of(name));
    settlements.forEach(each -> row.add(cell.apply(each)));
    return row;
  }

  private static String cap(Settlement settlement, ToLongFunction<RemainingCap> figure) {
    return settlement.getRemainingCapsCount() == 0
        ? "-"
        : Yuan.of(figure.applyAsLong(settlement.getRemainingCaps(0)));
  }

  private static Map<String, ToLongFunction<Breakdown>> rows() {
    Map<String, ToLongFunction<Breakdown>> rows = new LinkedHashMap<>();
    rows.put("medfee        总费用", Breakdown::getMedfeeSumamtFen);
    rows.put("own-pay       全自费", Breakdown::getFulamtOwnpayAmtFen);
    rows.put("over standard 超支付标准", Breakdown::getOverlmtSelfpayFen);
    rows.put("first self    先行自付", Breakdown::getPreselfpayAmtFen);
    rows.put("in scope      政策范围内", Breakdown::getInscpScpAmtFen);
    rows.put("deductible    起付线", Breakdown::getActPayDedcFen);
    rows.put("pooled fund   统筹基金", Breakdown::getHifpPayFen);
    rows.put("critical ill. 大病/大额", each -> each.getHifmiPayFen() + each.getHifobPayFen());
    rows.put("assistance    医疗救助", Breakdown::getMafPayFen);
    rows.put("account       个人账户", Breakdown::getAcctPayFen);
    rows.put("cash          个人现金", Breakdown::getPsnCashPayFen);
    return rows;
  }
}
