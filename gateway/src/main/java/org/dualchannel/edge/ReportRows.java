package org.dualchannel.edge;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.function.Consumer;
import org.dualchannel.report.Report;
import org.dualchannel.report.ReportPage;
import org.dualchannel.report.ReportQuery;

/** A page of a report as messages: the fields have the names of the columns. */
record ReportRows(Report report, ReportQuery query, ReportPage page) {

  void each(Consumer<List<Object>> row) {
    page.rows().forEach(row);
  }

  void fill(Message.Builder message, List<Object> values) {
    for (int i = 0; i < values.size(); i++) {
      FieldDescriptor field =
          message.getDescriptorForType().findFieldByName(report.columns().get(i));
      Object value = values.get(i);
      boolean narrow = field.getJavaType() == FieldDescriptor.JavaType.INT;
      message.setField(field, narrow ? (Object) Math.toIntExact((Long) value) : value);
    }
  }

  String nextToken() {
    return page.last() == null ? "" : PageToken.write(report, query, page.last());
  }
}
