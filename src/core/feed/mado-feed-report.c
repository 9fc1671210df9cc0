/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes and reads the lines. An error keeps its domain and code, so that it is explained as if it
 * had happened here. */
#include "core/feed/mado-feed-report.h"

#include <string.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/tuf/mado-tuf-fields.h"
#include "core/json/mado-json.h"
#include "core/net/mado-net-error.h"
#include "core/store/mado-database.h"

static const char *const stage_words[] = {
  [MADO_FEED_STAGE_FETCHING] = "fetching",
  [MADO_FEED_STAGE_APPLYING] = "applying",
  [MADO_FEED_STAGE_ENDED] = "ended",
};

typedef struct
{
  const char *word;
  GQuark (*get) (void);
} Domain;

static const Domain domains[] = {
  { "feed", mado_feed_error_quark },   { "net", mado_net_error_quark },
  { "store", mado_store_error_quark }, { "record", mado_record_error_quark },
  { "io", g_io_error_quark },
};

void
mado_feed_report_clear (MadoFeedReport *self)
{
  g_clear_error (&self->error);
}

static JsonObject *
write_error (const GError *error)
{
  JsonObject *object = json_object_new ();
  g_autofree char *message = g_utf8_make_valid (error->message, -1);

  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    if (domains[i].get () == error->domain)
      {
        json_object_set_string_member (object, "domain", domains[i].word);
        json_object_set_int_member (object, "code", error->code);
      }
  json_object_set_string_member (object, "message", message);
  return object;
}

/**
 * mado_feed_report_write:
 *
 * Returns: (transfer full): a line, without its end
 */
char *
mado_feed_report_write (const MadoFeedReport *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "stage", stage_words[self->stage]);
  json_object_set_int_member (object, "done", self->done);
  json_object_set_int_member (object, "all", self->all);
  if (self->error)
    json_object_set_object_member (object, "error", write_error (self->error));
  json_node_take_object (node, object);
  return mado_json_to_record_form (node);
}

/* (transfer full) (nullable): NULL with @error when it is not an error */
static GError *
read_error (JsonObject *object, GError **error)
{
  const char *message = mado_tuf_get_string (object, "message", error);
  const char *word = json_object_get_string_member_with_default (object, "domain", "");
  gint64 code = json_object_get_int_member_with_default (object, "code", -1);

  if (!message)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    if (strcmp (domains[i].word, word) == 0 && code >= 0 && code <= G_MAXINT)
      return g_error_new_literal (domains[i].get (), (gint) code, message);
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, message);
}

static gboolean
read_object (MadoFeedReport *self, JsonObject *object, GError **error)
{
  const char *word = mado_tuf_get_string (object, "stage", error);
  gint64 done = word ? mado_tuf_get_count (object, "done", 0, error) : -1;
  gint64 all = done >= 0 ? mado_tuf_get_count (object, "all", 0, error) : -1;
  guint stage = 0;

  if (all < 0)
    return FALSE;
  while (stage < MADO_FEED_N_STAGES && strcmp (stage_words[stage], word) != 0)
    stage++;
  if (stage == MADO_FEED_N_STAGES)
    {
      g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED, "“%s” is no stage", word);
      return FALSE;
    }
  self->stage = stage;
  self->done = (guint) MIN (done, G_MAXINT);
  self->all = (guint) MIN (all, G_MAXINT);
  if (!json_object_has_member (object, "error"))
    return TRUE;
  object = mado_tuf_get_object (object, "error", error);
  self->error = object ? read_error (object, error) : NULL;
  return self->error != NULL;
}

/**
 * mado_feed_report_read:
 * @self: (out caller-allocates): zeroed by the caller
 * @line: (array length=length): without its end
 * @error: %MADO_RECORD_ERROR_MALFORMED, %MADO_FEED_ERROR_DAMAGED when it is no report
 */
gboolean
mado_feed_report_read (MadoFeedReport *self, const char *line, gsize length, GError **error)
{
  g_autoptr (JsonNode) node
      = mado_json_parse (line, length, MADO_FEED_REPORT_MOST, MADO_JSON_NONE, NULL, error);

  if (node && JSON_NODE_HOLDS_OBJECT (node))
    return read_object (self, json_node_get_object (node), error);
  if (node)
    g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED, "it is no object");
  return FALSE;
}
