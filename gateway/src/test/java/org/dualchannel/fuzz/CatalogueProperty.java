package org.dualchannel.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dualchannel.catalogue.CatalogueVersion;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.cli.load.CatalogueFile;
import org.dualchannel.cli.load.LoadException;
import org.dualchannel.cli.load.LoadProblem;
import org.dualchannel.codec.RecordCodec;

/**
 * A catalogue is read, or every problem is named with a line that the file has. What is read can be
 * written to the log. The input is the rows; when a zero byte is in it, the header stands before.
 */
final class CatalogueProperty implements ByteProperty {
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
          + "unit,trace_prefixes,first_self_pay_bp,restriction,remarks,agreement_from,"
          + "agreement_to,after_agreement,guarantee,annual_cap_fen,gtins,cautions\n";

  private static final String ROW =
      "XA10ADM080B002010107103,a,甲,A,11,片剂,1mg×1片,1mg,片,8300101,1000,age >= 3,,,,,,,,\n";

  @Override
  public void check(byte[] input) {
    int zero = 0;
    while (zero < input.length && input[zero] != 0) {
      zero++;
    }
    boolean withHeader = zero < input.length;
    byte[] header =
        withHeader ? Arrays.copyOf(input, zero) : HEADER.getBytes(StandardCharsets.UTF_8);
    byte[] rows = withHeader ? Arrays.copyOfRange(input, zero + 1, input.length) : input;
    CatalogueVersion version;
    try {
      version =
          CatalogueFile.load(
              "v1.yaml", name -> new ByteArrayInputStream(name.equals("v1.yaml") ? header : rows));
    } catch (LoadException e) {
      assertFalse(e.problems().isEmpty());
      for (LoadProblem problem : e.problems()) {
        byte[] file = problem.file().equals("v1.yaml") ? header : rows;
        assertTrue(
            problem.line() >= 0 && problem.line() <= lines(file), problem + " of " + lines(file));
      }
      return;
    }
    RecordCodec<CatalogueVersion> codec = RecordCodec.of(CatalogueVersion.class);
    byte[] bytes = codec.encode(version);
    assertEquals(version, codec.decode(bytes));
    assertArrayEquals(bytes, codec.encode(codec.decode(bytes)));
    for (Drug drug : version.drugs()) {
      assertFalse(drug.code().isEmpty());
    }
  }

  /** YAML knows more line breaks than CSV. */
  private static int lines(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    return (int) text.chars().filter(c -> "\n\r\u0085\u2028\u2029".indexOf(c) >= 0).count() + 1;
  }

  @Override
  public List<byte[]> seeds() {
    return Stream.of(
            COLUMNS + ROW,
            COLUMNS + ROW + ROW,
            COLUMNS + ROW.replace("age >= 3", "\"any(age >= 3,\nsex(F))\"").replace("\n", "\r\n"),
            COLUMNS
                + "X,b,乙,B,11,片剂,1mg,1mg,片,8300102;8300103,0,,\"a \"\"b\"\"\",2022-01-01,2023-12-31,"
                + "STANDARD,true,100000,06901234567892,pregnancy;child<12\n",
            "# only a comment\n" + COLUMNS,
            "code,code\n",
            "\uFEFF" + COLUMNS + ROW,
            HEADER + "\0" + COLUMNS + ROW,
            "id: &a [*a]\ndrugs: *a\n\0",
            "{id: v1, effective_from: soon, title: [], document: '', drugs: [../x.csv]}\0")
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }
}
