/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells what an update has changed, section by section. */
#include "cli/mado-feed-text.h"

#include "core/feed/mado-feed-standing.h"

static const char *const fate_names[] = {
  [MADO_FATE_ADDED] = "added",
  [MADO_FATE_CHANGED] = "changed",
  [MADO_FATE_REMOVED] = "removed",
};

/* Seconds since 1970, UTC. SOURCE_DATE_EPOCH stands for the clock where the same bytes have to come
 * out again (reproducible-builds.org, "SOURCE_DATE_EPOCH specification"). */
gint64
mado_feed_get_now (void)
{
  const char *text = g_getenv ("SOURCE_DATE_EPOCH");
  gint64 now;

  if (text != NULL && g_ascii_string_to_signed (text, 10, 0, G_MAXINT32, &now, NULL))
    return now;
  return g_get_real_time () / G_USEC_PER_SEC;
}

static JsonArray *
make_sections (const MadoFeedStep *step)
{
  JsonArray *sections = json_array_new ();

  for (MadoKind kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
    {
      JsonObject *section;

      if (step->counts[MADO_FATE_ADDED][kind] + step->counts[MADO_FATE_CHANGED][kind]
              + step->counts[MADO_FATE_REMOVED][kind]
          == 0)
        continue;
      section = json_object_new ();
      json_object_set_string_member (section, "kind", mado_kind_to_word (kind));
      for (guint fate = 0; fate < G_N_ELEMENTS (fate_names); fate++)
        json_object_set_int_member (section, fate_names[fate], step->counts[fate][kind]);
      json_array_add_object_element (sections, section);
    }
  return sections;
}

static JsonObject *
make_set (const MadoFeedStep *step)
{
  JsonObject *set = json_object_new ();

  json_object_set_string_member (set, "set", step->set);
  json_object_set_int_member (set, "from", step->from);
  json_object_set_int_member (set, "to", step->to);
  json_object_set_boolean_member (set, "whole", step->whole);
  json_object_set_int_member (set, "bytes", step->bytes);
  json_object_set_int_member (set, "refused", step->refused);
  for (guint fate = 0; fate < G_N_ELEMENTS (fate_names); fate++)
    {
      JsonArray *ids = json_array_new ();

      for (guint i = 0; i < step->changes[fate]->len; i++)
        json_array_add_string_element (
            ids, ((const MadoFeedChange *) g_ptr_array_index (step->changes[fate], i))->id);
      json_object_set_array_member (set, fate_names[fate], ids);
    }
  json_object_set_array_member (set, "sections", make_sections (step));
  return set;
}

/* What has become of the set: whereto it went. */
static void
print_way (const MadoFeedStep *step)
{
  if (step->to == 0)
    mado_print ("%s: its publisher has it no more; what you added to its records stays, with their "
                "last text: ",
                step->set);
  else if (step->to < step->from)
    mado_print ("%s: back at edition %" G_GINT64_FORMAT ": ", step->set, step->to);
  else
    mado_print ("%s: edition %" G_GINT64_FORMAT ": ", step->set, step->to);
}

static void
print_set (const MadoFeedStep *step)
{
  print_way (step);
  mado_print (
      "%" G_GINT64_FORMAT " added, %" G_GINT64_FORMAT " changed, %" G_GINT64_FORMAT " removed\n",
      mado_feed_step_count (step, MADO_FATE_ADDED), mado_feed_step_count (step, MADO_FATE_CHANGED),
      mado_feed_step_count (step, MADO_FATE_REMOVED));
  for (MadoKind kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
    for (guint fate = 0; fate < G_N_ELEMENTS (fate_names); fate++)
      if (step->counts[fate][kind] > 0)
        mado_print ("  %s: %" G_GINT64_FORMAT " %s\n", mado_kind_to_word (kind),
                    step->counts[fate][kind], fate_names[fate]);
}

/* What was refused is complained of: the rest is in. */
static void
complain (MadoCommand *command, const MadoOutcome *outcome)
{
  for (guint i = 0; i < outcome->applied.refused->len; i++)
    {
      mado_complain ("%s",
                     ((const GError *) g_ptr_array_index (outcome->applied.refused, i))->message);
      command->failed = TRUE;
    }
}

/* @standing: (nullable): how the feed stands now */
static JsonArray *
make_held (const MadoFeedStanding *standing)
{
  JsonArray *held = json_array_new ();

  for (guint i = 0; standing != NULL && i < standing->sets->len; i++)
    {
      const MadoFeedSet *set = g_ptr_array_index (standing->sets, i);
      JsonObject *object;

      if (set->newest == 0)
        continue;
      object = json_object_new ();
      json_object_set_string_member (object, "set", set->name);
      json_object_set_int_member (object, "edition", set->edition);
      json_object_set_int_member (object, "newest", set->newest);
      json_array_add_object_element (held, object);
    }
  return held;
}

static void
print_held (const MadoFeedStanding *standing)
{
  for (guint i = 0; standing != NULL && i < standing->sets->len; i++)
    {
      const MadoFeedSet *set = g_ptr_array_index (standing->sets, i);

      if (set->newest > 0)
        mado_print ("%s: you read edition %" G_GINT64_FORMAT "; edition %" G_GINT64_FORMAT
                    " is the newest: mado update %s --edition newest\n",
                    set->name, set->edition, set->newest, standing->name);
    }
}

static void
print_outcomes (MadoCommand *command, const char *feed, const MadoFeedStanding *standing,
                MadoUpdater *updater)
{
  GPtrArray *outcomes = mado_updater_get_outcomes (updater);
  JsonArray *sets = command->options.json ? json_array_new () : NULL;
  JsonObject *answer;

  for (guint i = 0; i < outcomes->len; i++)
    {
      const MadoOutcome *outcome = g_ptr_array_index (outcomes, i);

      complain (command, outcome);
      if (sets != NULL)
        json_array_add_object_element (sets, make_set (outcome->step));
      else
        print_set (outcome->step);
    }
  if (sets == NULL)
    {
      if (outcomes->len == 0)
        mado_print ("%s: nothing new\n", feed);
      print_held (standing);
      return;
    }
  answer = json_object_new ();
  json_object_set_string_member (answer, "feed", feed);
  json_object_set_array_member (answer, "sets", sets);
  json_object_set_array_member (answer, "held", make_held (standing));
  mado_print_json_object (answer);
}

/* What @updater has changed. */
void
mado_feed_print_outcomes (MadoCommand *command, const char *feed, MadoUpdater *updater)
{
  print_outcomes (command, feed, NULL, updater);
}

/* The same, and what it has left alone since an earlier edition was returned to. */
gboolean
mado_feed_print_update (MadoCommand *command, const char *feed, MadoUpdater *updater,
                        GError **error)
{
  g_autoptr (GPtrArray) feeds = mado_feed_list_standings (command->options.profile, NULL, error);
  const MadoFeedStanding *standing = NULL;

  for (guint i = 0; feeds != NULL && i < feeds->len; i++)
    if (g_str_equal (((const MadoFeedStanding *) g_ptr_array_index (feeds, i))->name, feed))
      standing = g_ptr_array_index (feeds, i);
  if (feeds == NULL)
    return FALSE;
  print_outcomes (command, feed, standing, updater);
  return TRUE;
}
