/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event holds its content as it is hashed, and the members of it by their names. */
#include "core/desk/case/mado-case-event.h"

#include <string.h>
#include <sys/random.h>

#include "core/desk/case/mado-case-content.h"
#include "core/json/mado-json.h"

struct _MadoCaseEvent
{
  char *text;
  gsize length;
  MadoContent content;
  MadoCaseEventKind kind;
  /* Nullable. What is JSON within the content and is shown: the title of a LINKED event, else the
   * attachments. */
  JsonNode *shown;
  gboolean is_shown_read;
};

G_DEFINE_BOXED_TYPE (MadoCaseEvent, mado_case_event, mado_case_event_ref, mado_case_event_unref)

static const char *const words[MADO_N_CASE_EVENT_KINDS] = {
  [MADO_CASE_OPENED] = "opened", [MADO_CASE_RECEIVED] = "received", [MADO_CASE_REPLIED] = "replied",
  [MADO_CASE_NOTED] = "noted",   [MADO_CASE_SET] = "set",           [MADO_CASE_LINKED] = "linked",
  [MADO_CASE_MERGED] = "merged", [MADO_CASE_SPLIT] = "split",       [MADO_CASE_ERASED] = "erased",
};

/* What is left of the data of an erased event: what other events and the reports go by. */
static const char *const kept_members[]
    = { "number",  "field",     "replaces", "removes",  "record",  "undoes",
        "into",    "from",      "events",   "left",     "channel", "language",
        "country", "direction", "topic",    "priority", "received" };

const char *
mado_case_event_kind_to_word (MadoCaseEventKind kind)
{
  g_return_val_if_fail (kind < MADO_N_CASE_EVENT_KINDS, NULL);

  return words[kind];
}

static MadoCaseEventKind
find_kind (const char *word)
{
  MadoCaseEventKind kind = 0;

  while (kind < MADO_N_CASE_EVENT_KINDS && strcmp (words[kind], word) != 0)
    kind++;
  return kind;
}

char *
mado_case_make_id (void)
{
  guint8 bytes[16];
  GString *id = g_string_sized_new (36);

  if (getentropy (bytes, sizeof bytes) != 0)
    {
      g_string_free (id, TRUE);
      return g_uuid_string_random ();
    }
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  for (guint i = 0; i < sizeof bytes; i++)
    g_string_append_printf (id, i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x" : "%02x", bytes[i]);
  return g_string_free (id, FALSE);
}

gboolean
mado_case_is_id (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  if (length != 36)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if ((i == 8 || i == 13 || i == 18 || i == 23)
            ? text[i] != '-'
            : !(g_ascii_isdigit (text[i]) || (text[i] >= 'a' && text[i] <= 'f')))
      return FALSE;
  return TRUE;
}

/**
 * mado_case_event_read_shown:
 *
 * Parses what a page shows of the event, unless it was: for a worker, before the event is handed to
 * the thread that shows it. Most events are read for other purposes and need none of it.
 */
void
mado_case_event_read_shown (MadoCaseEvent *self)
{
  gboolean is_link = self->kind == MADO_CASE_LINKED;
  const char *title = is_link ? mado_case_event_get_text (self, "title") : NULL;

  if (self->is_shown_read)
    return;
  self->is_shown_read = TRUE;
  if (is_link && title != NULL)
    self->shown = mado_json_parse (title, strlen (title), MADO_CASE_MAX_CONTENT, MADO_JSON_NONE,
                                   NULL, NULL);
  else if (!is_link)
    self->shown = mado_case_event_dup_member (self, "attachments");
}

/**
 * mado_case_event_parse:
 * @content: in record form; of a stranger only what mado_json_to_record_form() made
 * @error: MADO_RECORD_ERROR_MALFORMED or MADO_RECORD_ERROR_UNKNOWN_KIND
 *
 * Returns: (transfer full) (nullable): the event
 */
MadoCaseEvent *
mado_case_event_parse (const char *content, gsize length, GError **error)
{
  g_autoptr (MadoCaseEvent) self = NULL;

  g_return_val_if_fail (content != NULL, NULL);

  if (length > MADO_CASE_MAX_CONTENT)
    {
      g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED,
                   "event: longer than %d bytes", MADO_CASE_MAX_CONTENT);
      return NULL;
    }
  self = g_atomic_rc_box_new0 (MadoCaseEvent);
  if (!mado_content_read (&self->content, content, length, error))
    return NULL;
  self->kind = find_kind (self->content.kind);
  if (self->kind == MADO_N_CASE_EVENT_KINDS)
    {
      g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_UNKNOWN_KIND,
                   "event: “%s” is no kind of event", self->content.kind);
      return NULL;
    }
  if (!mado_case_is_id (self->content.id) || !mado_case_is_id (self->content.case_id)
      || self->content.n < 1)
    {
      g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED,
                   "event: its id, its case or its place is not one");
      return NULL;
    }
  self->text = g_strndup (content, length);
  self->length = length;
  return g_steal_pointer (&self);
}

static MadoCaseEvent *
make (const char *id, const char *case_id, gint64 n, MadoCaseEventKind kind, const char *by,
      gint64 at, JsonObject *data, GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autofree char *content = NULL;

  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "case", case_id);
  json_object_set_int_member (object, "n", n);
  json_object_set_string_member (object, "kind", words[kind]);
  json_object_set_string_member (object, "by", by);
  json_object_set_int_member (object, "at", at);
  json_object_set_object_member (object, "data", json_object_ref (data));
  json_node_take_object (node, object);
  content = mado_json_to_record_form (node);
  return mado_case_event_parse (content, strlen (content), error);
}

/**
 * mado_case_event_new:
 * @n: one more than the highest that was seen in the case
 * @by: who did it, as they call themselves
 * @at: Unix microseconds
 * @data: (transfer none): see #MadoCaseEventKind
 * @error: MADO_RECORD_ERROR_MALFORMED when it is larger than an event can be
 *
 * Returns: (transfer full) (nullable): an event with a new id
 */
MadoCaseEvent *
mado_case_event_new (const char *case_id, gint64 n, MadoCaseEventKind kind, const char *by,
                     gint64 at, JsonObject *data, GError **error)
{
  g_autofree char *id = mado_case_make_id ();

  g_return_val_if_fail (case_id != NULL && by != NULL && data != NULL, NULL);
  g_return_val_if_fail (kind < MADO_N_CASE_EVENT_KINDS, NULL);

  return make (id, case_id, n, kind, by, at, data, error);
}

/**
 * mado_case_event_erase:
 *
 * Returns: (transfer full) (nullable): what is left of the event when its content is taken away;
 *   the same on every desk
 */
MadoCaseEvent *
mado_case_event_erase (MadoCaseEvent *self)
{
  g_autoptr (JsonObject) data = json_object_new ();

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kept_members); i++)
    {
      JsonNode *member = mado_case_event_dup_member (self, kept_members[i]);

      if (member != NULL)
        json_object_set_member (data, kept_members[i], member);
    }
  json_object_set_int_member (data, "erased", 1);
  return make (self->content.id, self->content.case_id, self->content.n, self->kind,
               self->content.by, self->content.at, data, NULL);
}

MadoCaseEvent *
mado_case_event_ref (MadoCaseEvent *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_event (gpointer data)
{
  MadoCaseEvent *self = data;

  mado_content_clear (&self->content);
  g_clear_pointer (&self->shown, json_node_unref);
  g_free (self->text);
}

void
mado_case_event_unref (MadoCaseEvent *self)
{
  g_atomic_rc_box_release_full (self, clear_event);
}

const char *
mado_case_event_get_id (MadoCaseEvent *self)
{
  return self->content.id;
}

const char *
mado_case_event_get_case (MadoCaseEvent *self)
{
  return self->content.case_id;
}

gint64
mado_case_event_get_n (MadoCaseEvent *self)
{
  return self->content.n;
}

MadoCaseEventKind
mado_case_event_get_kind (MadoCaseEvent *self)
{
  return self->kind;
}

const char *
mado_case_event_get_by (MadoCaseEvent *self)
{
  return self->content.by;
}

gint64
mado_case_event_get_at (MadoCaseEvent *self)
{
  return self->content.at;
}

gboolean
mado_case_event_is_erased (MadoCaseEvent *self)
{
  return mado_case_event_get_number (self, "erased", 0) == 1;
}

/**
 * mado_case_event_get_content:
 * @length: (out) (optional): bytes
 *
 * Returns: (transfer none): the event in record form, which is what its hash is taken of
 */
const char *
mado_case_event_get_content (MadoCaseEvent *self, gsize *length)
{
  if (length != NULL)
    *length = self->length;
  return self->text;
}

static const MadoMember *
find_member (MadoCaseEvent *self, const char *name)
{
  for (guint i = 0; i < self->content.n_members; i++)
    if (strcmp (self->content.members[i].name, name) == 0)
      return &self->content.members[i];
  return NULL;
}

const char *
mado_case_event_get_text (MadoCaseEvent *self, const char *name)
{
  const MadoMember *member = find_member (self, name);

  return member != NULL && member->type == MADO_MEMBER_TEXT ? member->text : NULL;
}

gint64
mado_case_event_get_number (MadoCaseEvent *self, const char *name, gint64 fallback)
{
  const MadoMember *member = find_member (self, name);

  return member != NULL && member->type == MADO_MEMBER_NUMBER ? member->number : fallback;
}

const char *const *
mado_case_event_get_list (MadoCaseEvent *self, const char *name)
{
  const MadoMember *member = find_member (self, name);

  return member != NULL && member->type == MADO_MEMBER_LIST ? (const char *const *) member->list
                                                            : NULL;
}

static JsonNode *
make_list (const char **texts)
{
  JsonArray *array = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; texts[i] != NULL; i++)
    json_array_add_string_element (array, texts[i]);
  json_node_take_array (node, array);
  return node;
}

JsonNode *
mado_case_event_dup_member (MadoCaseEvent *self, const char *name)
{
  const MadoMember *member = find_member (self, name);

  if (member == NULL)
    return NULL;
  switch (member->type)
    {
    case MADO_MEMBER_TEXT:
      return json_node_init_string (json_node_alloc (), member->text);
    case MADO_MEMBER_NUMBER:
      return json_node_init_int (json_node_alloc (), member->number);
    case MADO_MEMBER_LIST:
      return make_list (member->list);
    case MADO_MEMBER_OTHER:
    default:
      return mado_json_parse (member->text, strlen (member->text), MADO_CASE_MAX_CONTENT,
                              MADO_JSON_NONE, NULL, NULL);
    }
}

/**
 * mado_case_event_compare:
 *
 * Returns: below, at or above 0 as @self comes before @other, is in its place, or after it
 */
gint
mado_case_event_compare (MadoCaseEvent *self, MadoCaseEvent *other)
{
  if (self->content.n != other->content.n)
    return self->content.n < other->content.n ? -1 : 1;
  return strcmp (self->content.id, other->content.id);
}

char *
mado_case_event_dup_title (MadoCaseEvent *self, MadoLanguage language)
{
  JsonObject *object;
  const char *titles[2];

  g_return_val_if_fail (self != NULL, NULL);

  mado_case_event_read_shown (self);
  if (self->kind != MADO_CASE_LINKED || self->shown == NULL
      || !JSON_NODE_HOLDS_OBJECT (self->shown))
    return NULL;
  object = json_node_get_object (self->shown);
  titles[0] = json_object_get_string_member_with_default (object, "en", NULL);
  titles[1] = json_object_get_string_member_with_default (object, "ja", NULL);
  if (titles[language == MADO_LANGUAGE_JA] != NULL)
    return g_strdup (titles[language == MADO_LANGUAGE_JA]);
  return g_strdup (titles[0] != NULL ? titles[0] : titles[1]);
}

JsonArray *
mado_case_event_get_attachments (MadoCaseEvent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  mado_case_event_read_shown (self);
  return self->kind != MADO_CASE_LINKED && self->shown != NULL
                 && JSON_NODE_HOLDS_ARRAY (self->shown)
             ? json_node_get_array (self->shown)
             : NULL;
}
