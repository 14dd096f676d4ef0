package org.dualchannel.cli.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dualchannel.catalogue.CatalogueVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalogue is read whole, or every problem is named by file, line and column. */
class CatalogueFileTest {
  private static final String HEADER =
      """
      id: v1
      effective_from: 2022-01-01
      title: 目录
      document: 文件
      drugs: [drugs.csv]
      """;

  private static final String COLUMNS =
      "code,molecule,generic_name_zh,generic_name_en,item_type,dose_form,specification,strength,"
          + "unit,trace_prefixes,first_self_pay_bp,restriction,remarks\n";

  private static final String GOOD =
      "XA10ADM080B002010107103,a,甲,A,11,片剂,1mg×1片,1mg,片,8300101,1000,age >= 3,\n";

  private final Map<String, byte[]> files = new HashMap<>();

  private CatalogueFileTest with(String name, String text) {
    return with(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private CatalogueFileTest with(String name, byte[] bytes) {
    files.put(name, bytes);
    return this;
  }

  private CatalogueFileTest rows(String... rows) {
    return with("v1.yaml", HEADER).with("drugs.csv", COLUMNS + String.join("", rows));
  }

  private CatalogueVersion load() throws LoadException {
    return CatalogueFile.load("v1.yaml", this::open);
  }

  private InputStream open(String name) throws IOException {
    if (!files.containsKey(name)) {
      throw new FileNotFoundException(name);
    }
    return new ByteArrayInputStream(files.get(name));
  }

  private List<String> problems() {
    LoadException e = assertThrows(LoadException.class, this::load);
    assertEquals(
        String.join("\n", e.problems().stream().map(LoadProblem::toString).toList()),
        e.getMessage());
    return e.problems().stream().map(LoadProblem::toString).toList();
  }

  @Test
  void aGoodFileIsRead() throws LoadException {
    CatalogueVersion version = rows(GOOD).load();
    assertEquals("v1", version.id());
    assertEquals("目录", version.title());
    assertEquals(1, version.drugs().size());
    assertEquals("甲", version.drugs().get(0).genericNameZh());
    assertEquals(1_000, version.drugs().get(0).firstSelfPayBp());
    assertEquals(1, version.drugs().get(0).packUnits());
    assertEquals(List.of("8300101"), version.drugs().get(0).tracePrefixes());
  }

  @Test
  void aFolderOnDiskIsReadTheSame(@TempDir Path folder) throws Exception {
    Path header = Files.writeString(folder.resolve("v1.yaml"), HEADER);
    Files.writeString(folder.resolve("drugs.csv"), COLUMNS + GOOD);
    assertEquals(rows(GOOD).load(), CatalogueFile.load(header));
  }

  @Test
  void commentsBlankLinesByteOrderMarkAndWindowsLineEndsAreNoMatter() throws LoadException {
    CatalogueVersion plain = rows(GOOD).load();
    with("v1.yaml", "\uFEFF# note\n" + HEADER.replace("\n", "\r\n"));
    with("drugs.csv", "\uFEFF# note\r\n" + (COLUMNS + "\n# note\n" + GOOD).replace("\n", "\r\n"));
    assertEquals(plain, load());
  }

  @Test
  void everyProblemOfEveryRowIsNamedAtOnce() {
    rows(
        GOOD,
        "XA10ADM080B002010107104,b,乙,B,14,片剂,1mg×1片,1mg,片,8300102,ten,age >= 3,\n",
        "XA10ADM080B002010107105,c,丙,C,11,片剂,1mg×1片,1mg,片,8300101,10001,age >=,\n",
        "XA10ADM080B002010107103,d,丁,D,11,片剂,1mg×1片,1mg,片,8300104,0,,\n",
        "too,few\n");
    assertEquals(
        List.of(
            "drugs.csv:3: item_type: value: 14 (expected: 11, 12 or 13)",
            "drugs.csv:3: first_self_pay_bp: value: ten (expected: a whole number)",
            "drugs.csv:6: has 2 cells (expected: 13, as named above)",
            "drugs.csv:4: first_self_pay_bp: value: 10001 (expected: 0 to 10000)",
            "drugs.csv:4: restriction: 1:7: expected a whole number from 0 to 9999,"
                + " found the end of the text",
            "drugs.csv:4: trace_prefixes[0]: 8300101 belongs to drugs.csv:2",
            "drugs.csv:5: code: XA10ADM080B002010107103 is the code of drugs.csv:2 too"),
        problems().stream().toList());
  }

  @Test
  void aRowIsNamedByItsFirstLineWhenACellRunsOverSeveral() {
    rows(
        GOOD.replace("age >= 3", "\"all(\n  age >= 3\n)\""),
        "XA10ADM080B002010107104,b,乙,B,11,片剂,1mg×1片,1mg,片,8300102,x,\"\n\n\",\n",
        "XA10ADM080B002010107105,c,丙,C,11,片剂,1mg×1片,1mg,片,8300103,y,,");
    assertEquals(
        List.of(
            "drugs.csv:5: first_self_pay_bp: value: x (expected: a whole number)",
            "drugs.csv:8: first_self_pay_bp: value: y (expected: a whole number)"),
        problems());
  }

  @Test
  void columnsAreKnownRequiredAndSingle() {
    rows();
    with("drugs.csv", "code,molecule,price,code\n");
    assertEquals(
        List.of(
            "drugs.csv:1: price: unknown column",
            "drugs.csv:1: code: column stands twice",
            "drugs.csv:1: generic_name_zh: column is required",
            "drugs.csv:1: generic_name_en: column is required",
            "drugs.csv:1: item_type: column is required",
            "drugs.csv:1: dose_form: column is required",
            "drugs.csv:1: specification: column is required",
            "drugs.csv:1: strength: column is required",
            "drugs.csv:1: unit: column is required"),
        problems());
    with("drugs.csv", "");
    assertEquals(List.of("drugs.csv:1: expected a row of column names"), problems());
  }

  @Test
  void aBrokenQuoteNamesItsLine() {
    rows(GOOD, "\"XA10\"x,b\n");
    assertTrue(problems().get(0).startsWith("drugs.csv:3: "), problems().toString());
  }

  @Test
  void whatIsNotUtf8IsRefused() {
    rows();
    with("drugs.csv", new byte[] {'c', 'o', (byte) 0xff, '\n'});
    assertTrue(problems().get(0).startsWith("drugs.csv: cannot be read"), problems().toString());
  }

  @Test
  void aMissingFileIsNamed() {
    with("v1.yaml", HEADER);
    assertTrue(problems().get(0).startsWith("drugs.csv: cannot be read"), problems().toString());
    files.clear();
    assertTrue(problems().get(0).startsWith("v1.yaml: cannot be read"), problems().toString());
  }

  @Test
  void theHeaderIsCheckedToo() {
    rows(GOOD);
    with(
        "v1.yaml",
        """
        id: v1
        effective_from: 01.01.2022
        titel: x
        document: [x]
        drugs: [../drugs.csv]
        id: v2
        """);
    assertEquals(
        List.of(
            "v1.yaml:3: titel: unknown key"
                + " (expected: one of document, drugs, effective_from, id, title)",
            "v1.yaml:6: id: stands twice",
            "v1.yaml:4: document: expected a text",
            "v1.yaml: title: is required",
            "v1.yaml:2: effective_from: 01.01.2022 (expected: YYYY-MM-DD)",
            "v1.yaml:5: drugs: expected the name of a CSV file beside this one"),
        problems());
    with("v1.yaml", HEADER.replace("id: v1", "id: no spaces"));
    assertEquals(
        List.of("v1.yaml:1: id: no spaces (expected: letters, digits, '.', '_' and '-')"),
        problems());
  }

  @Test
  void aHeaderThatIsNoYamlNamesTheLine() {
    rows(GOOD);
    with("v1.yaml", "id: v1\ntitle: [x\ndocument: y\n");
    assertTrue(problems().get(0).startsWith("v1.yaml:3: "), problems().toString());
    with("v1.yaml", "just text");
    assertEquals(1, problems().size());
    with("v1.yaml", "");
    assertEquals(1, problems().size());
    with("v1.yaml", "a: \u0000");
    assertEquals(1, problems().size());
    with("v1.yaml", HEADER + "---\nid: second\n");
    assertEquals(1, problems().size());
  }
}
