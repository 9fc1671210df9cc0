/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window itself reads of feeds: a root file that somebody chose, and the reports of the
 * process that updates. */
#include <string.h>

#include "core/feed/mado-feed-report.h"
#include "core/feed/mado-feed-standing.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
try_root (const guint8 *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoFeedRoot) root = mado_feed_root_read (bytes, &error);

  g_assert_true ((root != NULL) == (error == NULL));
  if (!root)
    return;
  g_assert_cmpint (root->threshold, >=, 1);
  g_assert_cmpint (root->version, >=, 1);
  for (guint i = 0; i < root->keys->len; i++)
    g_assert_true (g_utf8_validate (g_ptr_array_index (root->keys, i), -1, NULL));
}

/* What is read is written, and read the same again. */
static void
try_report (const guint8 *data, size_t size)
{
  g_auto (MadoFeedReport) report = { 0 };
  g_auto (MadoFeedReport) again = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  if (!mado_feed_report_read (&report, (const char *) data, size, &error))
    {
      g_assert_nonnull (error);
      return;
    }
  g_assert_no_error (error);
  line = mado_feed_report_write (&report);
  g_assert_true (mado_feed_report_read (&again, line, strlen (line), NULL));
  g_assert_cmpint (again.stage, ==, report.stage);
  g_assert_cmpuint (again.done, ==, report.done);
  g_assert_cmpuint (again.all, ==, report.all);
  g_assert_true ((again.error != NULL) == (report.error != NULL));
  if (report.error)
    g_assert_cmpstr (again.error->message, ==, report.error->message);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  try_root (data, size);
  try_report (data, size);
  return 0;
}
