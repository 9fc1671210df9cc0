/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case is what its events come to, whatever way they went: two desks that have the same events
 * show the same case, and nobody's value is lost. */
#include "core/desk/case/mado-case.h"

#include <string.h>

#include "core/json/mado-json.h"

#define CASE "00000000-0000-4000-8000-000000000001"

static GPtrArray *
new_desk (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_event_unref);
}

static JsonObject *
new_data (const char *json)
{
  g_autoptr (JsonNode) node = mado_json_parse (json, strlen (json), 4096, 0, NULL, NULL);

  g_assert_nonnull (node);
  return json_node_dup_object (node);
}

static const char *
add (GPtrArray *desk, MadoCaseEventKind kind, const char *json)
{
  g_autoptr (JsonObject) data = new_data (json);
  g_autoptr (MadoCase) seen = desk->len > 0 ? mado_case_fold (desk) : NULL;
  gint64 n = seen != NULL ? mado_case_get_n (seen) + 1 : 1;
  g_autoptr (GError) error = NULL;
  MadoCaseEvent *event = mado_case_event_new (CASE, n, kind, "anna", 1000000 * n, data, &error);

  g_assert_no_error (error);
  g_ptr_array_add (desk, event);
  return mado_case_event_get_id (event);
}

/* The ids of what stands for a field, as a JSON list. */
static char *
list_setters (GPtrArray *desk, MadoCaseField field)
{
  g_autoptr (MadoCase) seen = mado_case_fold (desk);
  GPtrArray *setters = mado_case_get_setters (seen, field);
  GString *list = g_string_new ("[");

  for (guint i = 0; i < setters->len; i++)
    g_string_append_printf (list, "%s\"%s\"", i > 0 ? "," : "",
                            mado_case_event_get_id (setters->pdata[i]));
  g_string_append_c (list, ']');
  return g_string_free (list, FALSE);
}

static const char *
set (GPtrArray *desk, MadoCaseField field, const char *value)
{
  g_autofree char *replaces = list_setters (desk, field);
  g_autofree char *json = g_strdup_printf ("{\"field\":\"%s\",\"value\":\"%s\",\"replaces\":%s}",
                                           mado_case_field_to_word (field), value, replaces);

  return add (desk, MADO_CASE_SET, json);
}

static void
take (GPtrArray *desk, GPtrArray *from)
{
  for (guint i = 0; i < from->len; i++)
    if (!g_ptr_array_find (desk, from->pdata[i], NULL))
      g_ptr_array_add (desk, mado_case_event_ref (from->pdata[i]));
}

static char *
describe (GPtrArray *desk)
{
  g_autoptr (MadoCase) self = mado_case_fold (desk);
  g_autoptr (JsonNode) node = mado_case_to_json (self);

  return mado_json_to_record_form (node);
}

static void
shows_both_of_two_values_that_were_set_at_once (void)
{
  g_autoptr (GPtrArray) a = new_desk ();
  g_autoptr (GPtrArray) b = new_desk ();
  g_autoptr (MadoCase) self = NULL;

  add (a, MADO_CASE_OPENED, "{\"number\":7,\"title\":\"Visa\",\"assignee\":\"x\"}");
  take (b, a);
  set (a, MADO_CASE_ASSIGNEE, "anna");
  set (b, MADO_CASE_ASSIGNEE, "ben");
  set (b, MADO_CASE_TITLE, "Visas");
  take (a, b);
  self = mado_case_fold (a);
  g_assert_true (mado_case_is_disputed (self, MADO_CASE_ASSIGNEE));
  g_assert_cmpuint (mado_case_get_setters (self, MADO_CASE_ASSIGNEE)->len, ==, 2);
  g_assert_false (mado_case_is_disputed (self, MADO_CASE_TITLE));
  g_assert_cmpstr (mado_case_get_value (self, MADO_CASE_TITLE), ==, "Visas");
  g_assert_cmpint (mado_case_get_number (self), ==, 7);
  g_clear_object (&self);
  /* Who has seen both settles it. */
  set (a, MADO_CASE_ASSIGNEE, "carol");
  take (b, a);
  self = mado_case_fold (b);
  g_assert_false (mado_case_is_disputed (self, MADO_CASE_ASSIGNEE));
  g_assert_cmpstr (mado_case_get_value (self, MADO_CASE_ASSIGNEE), ==, "carol");
}

static void
does_not_dispute_what_two_people_agree_on (void)
{
  g_autoptr (GPtrArray) a = new_desk ();
  g_autoptr (GPtrArray) b = new_desk ();
  g_autoptr (MadoCase) self = NULL;

  add (a, MADO_CASE_OPENED, "{\"number\":1}");
  take (b, a);
  set (a, MADO_CASE_STATUS, "closed");
  set (b, MADO_CASE_STATUS, "closed");
  take (a, b);
  self = mado_case_fold (a);
  g_assert_false (mado_case_is_disputed (self, MADO_CASE_STATUS));
  g_assert_cmpint (mado_case_get_stage (self), ==, MADO_CASE_STAGE_DONE);
}

static void
orders_by_counter_and_never_by_clock (void)
{
  g_autoptr (GPtrArray) a = new_desk ();
  g_autoptr (MadoCase) self = NULL;
  g_autoptr (JsonObject) data
      = new_data ("{\"field\":\"title\",\"value\":\"later\",\"replaces\":[]}");

  add (a, MADO_CASE_OPENED, "{\"number\":1}");
  set (a, MADO_CASE_TITLE, "first");
  g_ptr_array_insert (a, 0, mado_case_event_new (CASE, 9, MADO_CASE_SET, "ben", -5, data, NULL));
  self = mado_case_fold (a);
  g_assert_cmpstr (mado_case_get_value (self, MADO_CASE_TITLE), ==, "later");
  g_assert_cmpint (mado_case_get_n (self), ==, 9);
}

static void
keeps_a_link_that_was_set_again_meanwhile (void)
{
  g_autoptr (GPtrArray) a = new_desk ();
  g_autoptr (GPtrArray) b = new_desk ();
  g_autoptr (MadoCase) self = NULL;
  g_autofree char *removal = NULL;
  const char *link;

  add (a, MADO_CASE_OPENED, "{\"number\":1}");
  link = add (a, MADO_CASE_LINKED, "{\"record\":\"riken\",\"title\":\"{}\"}");
  removal = g_strdup_printf ("{\"record\":\"riken\",\"removes\":[\"%s\"]}", link);
  take (b, a);
  add (a, MADO_CASE_LINKED, removal);
  self = mado_case_fold (a);
  g_assert_cmpuint (mado_case_get_links (self)->len, ==, 0);
  g_clear_object (&self);
  add (b, MADO_CASE_LINKED, "{\"record\":\"riken\",\"title\":\"{}\"}");
  self = mado_case_fold (b);
  g_assert_cmpuint (mado_case_get_links (self)->len, ==, 1);
  g_clear_object (&self);
  take (a, b);
  self = mado_case_fold (a);
  g_assert_cmpuint (mado_case_get_links (self)->len, ==, 1);
}

static void
stops_the_clock_while_it_waits (void)
{
  g_autoptr (GPtrArray) a = new_desk ();
  g_autoptr (MadoCase) self = NULL;
  GArray *waits;

  add (a, MADO_CASE_OPENED, "{\"number\":1}");
  set (a, MADO_CASE_STATUS, "waiting-third");
  set (a, MADO_CASE_STATUS, "open");
  set (a, MADO_CASE_STATUS, "waiting-enquirer");
  self = mado_case_fold (a);
  waits = mado_case_get_waits (self);
  g_assert_cmpuint (waits->len, ==, 2);
  g_assert_cmpint (g_array_index (waits, MadoCaseWait, 0).from, ==, 2000000);
  g_assert_cmpint (g_array_index (waits, MadoCaseWait, 0).to, ==, 3000000);
  g_assert_cmpint (g_array_index (waits, MadoCaseWait, 1).from, ==, 4000000);
  g_assert_cmpint (g_array_index (waits, MadoCaseWait, 1).to, ==, G_MAXINT64);
}

static void
erases_what_it_hears_to_be_erased (void)
{
  g_autoptr (GPtrArray) a = new_desk ();
  g_autoptr (MadoCase) self = NULL;
  g_autofree char *erasing = NULL;
  g_autofree char *text = NULL;
  const char *id;

  add (a, MADO_CASE_OPENED, "{\"number\":1}");
  id = add (a, MADO_CASE_RECEIVED, "{\"text\":\"My name is Nobody\",\"received\":5}");
  erasing = g_strdup_printf ("{\"events\":[\"%s\"],\"left\":[\"\"]}", id);
  add (a, MADO_CASE_ERASED, erasing);
  text = describe (a);
  g_assert_null (strstr (text, "Nobody"));
  self = mado_case_fold (a);
  g_assert_true (mado_case_event_is_erased (mado_case_get_event (self, id)));
  g_assert_cmpint (mado_case_get_received_at (self), ==, 5 * G_USEC_PER_SEC);
}

static void
act (GPtrArray *desk, GRand *random)
{
  static const char *const values[] = { "open", "closed", "waiting-third", "answered" };
  MadoCaseEvent *other = desk->pdata[g_rand_int_range (random, 0, (gint) desk->len)];
  g_autofree char *json = NULL;

  switch (g_rand_int_range (random, 0, 8))
    {
    case 0:
    case 1:
      set (desk, MADO_CASE_STATUS, values[g_rand_int_range (random, 0, 4)]);
      break;
    case 2:
      set (desk, MADO_CASE_ASSIGNEE, g_rand_boolean (random) ? "anna" : "");
      break;
    case 3:
      add (desk, MADO_CASE_LINKED,
           g_rand_boolean (random) ? "{\"record\":\"riken\",\"title\":\"{}\"}"
                                   : "{\"record\":\"jst\",\"title\":\"{}\"}");
      break;
    case 4:
      json = g_strdup_printf ("{\"record\":\"riken\",\"removes\":[\"%s\"]}",
                              mado_case_event_get_id (other));
      add (desk, MADO_CASE_LINKED, json);
      break;
    case 5:
      add (desk, MADO_CASE_NOTED, "{\"text\":\"a note\"}");
      break;
    case 6:
      json = g_strdup_printf ("{\"events\":[\"%s\"],\"left\":[\"\"]}",
                              mado_case_event_get_id (other));
      add (desk, MADO_CASE_ERASED, json);
      break;
    default:
      add (desk, MADO_CASE_RECEIVED, "{\"text\":\"a question\",\"subject\":\"s\"}");
      break;
    }
}

static void
shuffle (GPtrArray *desk, GRand *random)
{
  for (guint i = desk->len; i-- > 1;)
    {
      guint k = (guint) g_rand_int_range (random, 0, (gint) i + 1);
      gpointer event = desk->pdata[i];

      desk->pdata[i] = desk->pdata[k];
      desk->pdata[k] = event;
    }
  if (desk->len > 2)
    g_ptr_array_add (desk, mado_case_event_ref (desk->pdata[desk->len / 2]));
}

static void
folds_any_interleaving_of_two_desks_to_one_case (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261127);

  for (guint round = 0; round < 60; round++)
    {
      GPtrArray *desks[] = { new_desk (), new_desk () };
      g_autoptr (GPtrArray) all = new_desk ();
      g_autofree char *expected = NULL;

      add (desks[0], MADO_CASE_OPENED, "{\"number\":1,\"status\":\"new\",\"title\":\"T\"}");
      take (desks[1], desks[0]);
      for (guint step = 0; step < 40; step++)
        {
          guint who = g_rand_boolean (random);

          if (g_rand_int_range (random, 0, 10) == 0)
            take (desks[who], desks[1 - who]);
          else
            act (desks[who], random);
        }
      take (desks[0], desks[1]);
      take (desks[1], desks[0]);
      take (all, desks[1]);
      expected = describe (desks[0]);
      for (guint i = 0; i < 8; i++)
        {
          g_autofree char *found = describe (i == 0 ? desks[1] : all);

          g_assert_cmpstr (found, ==, expected);
          shuffle (all, random);
        }
      g_ptr_array_unref (desks[0]);
      g_ptr_array_unref (desks[1]);
    }
}

/* What json-glib reads of an event is what the reader of content reads. */
static void
reads_an_event_as_any_reader_of_json_does (void)
{
  static const char json[]
      = "{\"text\":\"a \\\"b\\\" \\\\ \\u0001\\n日本語 😀\",\"received\":-12,\"ids\":[\"x\",\"\"],"
        "\"empty\":[],\"other\":[{\"a\":[1,\"}\"]}],\"flag\":true,\"none\":null,\"o\":{\"b\":\"]\"}"
        "}";
  g_autoptr (JsonObject) data = new_data (json);
  g_autoptr (MadoCaseEvent) event
      = mado_case_event_new (CASE, 3, MADO_CASE_RECEIVED, "花子", 99, data, NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  g_assert_nonnull (event);
  json_object_iter_init (&iter, data);
  while (json_object_iter_next (&iter, &name, &member))
    {
      g_autoptr (JsonNode) found = mado_case_event_dup_member (event, name);

      g_assert_nonnull (found);
      g_assert_true (json_node_equal (found, member));
    }
  g_assert_cmpstr (mado_case_event_get_text (event, "text"), ==,
                   json_object_get_string_member (data, "text"));
  g_assert_cmpstr (mado_case_event_get_by (event), ==, "花子");
  g_assert_null (mado_case_event_get_text (event, "received"));
}

/* A page is made of both on the main thread, where nothing is parsed. */
static void
reads_titles_and_attachments_at_once (void)
{
  static const char json[] = "{\"record\":\"riken\",\"title\":\"{\\\"ja\\\":\\\"理研\\\"}\"}";
  static const char files[] = "{\"attachments\":[{\"name\":\"a.pdf\",\"size\":3}]}";
  g_autoptr (JsonObject) link_data = new_data (json);
  g_autoptr (JsonObject) mail_data = new_data (files);
  g_autoptr (MadoCaseEvent) link
      = mado_case_event_new (CASE, 2, MADO_CASE_LINKED, "花子", 9, link_data, NULL);
  g_autoptr (MadoCaseEvent) mail
      = mado_case_event_new (CASE, 3, MADO_CASE_RECEIVED, "花子", 9, mail_data, NULL);
  g_autofree char *title = mado_case_event_dup_title (link, MADO_LANGUAGE_EN);
  g_autofree char *none = mado_case_event_dup_title (mail, MADO_LANGUAGE_EN);
  JsonArray *all = mado_case_event_get_attachments (mail);

  g_assert_cmpstr (title, ==, "理研");
  g_assert_null (none);
  g_assert_null (mado_case_event_get_attachments (link));
  g_assert_cmpuint (json_array_get_length (all), ==, 1);
  g_assert_true (all == mado_case_event_get_attachments (mail));
}

static void
refuses_what_is_no_event (void)
{
  static const char *const texts[] = {
    "",
    "{}",
    "{\"at\":1,\"by\":\"a\",\"case\":\"" CASE "\",\"data\":{},\"id\":\"" CASE
    "\",\"kind\":\"sung\",\"n\":1}",
    "{\"at\":1,\"by\":\"a\",\"case\":\"" CASE "\",\"data\":{},\"id\":\"" CASE
    "\",\"kind\":\"noted\",\"n\":0}",
    "{\"at\":1,\"by\":\"a\",\"case\":\"../x\",\"data\":{},\"id\":\"" CASE
    "\",\"kind\":\"noted\",\"n\":1}",
    "{\"at\":1,\"by\":\"a\",\"case\":\"" CASE "\",\"data\":{\"a\":\"\\ud800\"},\"id\":\"" CASE
    "\",\"kind\":\"noted\",\"n\":1}",
    "{\"at\":1,\"by\":\"a\",\"case\":\"" CASE "\",\"data\":{},\"id\":\"" CASE
    "\",\"kind\":\"noted\",\"n\":99999999999999999999}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (mado_case_event_parse (texts[i], strlen (texts[i]), &error));
      g_assert_true (error->domain == MADO_RECORD_ERROR);
    }
}

#define ADD(name, function) g_test_add_func ("/desk/case/" name, function)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("shows-both-of-two-values-that-were-set-at-once",
       shows_both_of_two_values_that_were_set_at_once);
  ADD ("does-not-dispute-what-two-people-agree-on", does_not_dispute_what_two_people_agree_on);
  ADD ("orders-by-counter-and-never-by-clock", orders_by_counter_and_never_by_clock);
  ADD ("keeps-a-link-that-was-set-again-meanwhile", keeps_a_link_that_was_set_again_meanwhile);
  ADD ("stops-the-clock-while-it-waits", stops_the_clock_while_it_waits);
  ADD ("erases-what-it-hears-to-be-erased", erases_what_it_hears_to_be_erased);
  ADD ("folds-any-interleaving-of-two-desks-to-one-case",
       folds_any_interleaving_of_two_desks_to_one_case);
  ADD ("reads-an-event-as-any-reader-of-json-does", reads_an_event_as_any_reader_of_json_does);
  ADD ("reads-titles-and-attachments-at-once", reads_titles_and_attachments_at_once);
  ADD ("refuses-what-is-no-event", refuses_what_is_no_event);
  return g_test_run ();
}
