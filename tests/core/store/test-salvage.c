/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk is harmed byte by byte, and what is saved of it is compared with the stars that were set:
 * no star that was never set, none that was taken away, and none lost but those that the harm hit.
 * MADO_FAULTS=all takes every byte; else some of each page. */
#include "core/store/mado-salvage.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/store/mado-arrivals.h"
#include "core/store/mado-desk.h"
#include "core/store/mado-schema.h"
#include "support/store-fixture.h"

#define PAGE 4096
#define N_STARS 260
#define LONG_EVERY 37 /* stars whose title is continued on another page */

typedef struct
{
  char *profile;
  char *path;
  char *bytes; /* of the sound file */
  gsize length;
} Fixture;

static char *
make_id (int i)
{
  return g_strdup_printf ("record-%03d", i);
}

/* Each piece of a title names its star, so that a page tells whose it holds. */
static char *
make_title (int i)
{
  GString *title = g_string_new ("{\"en\":\"");

  for (int j = 0; j < (i % LONG_EVERY == 0 ? 240 : 6); j++)
    g_string_append_printf (title, "<%03d>", i);
  g_string_append (title, "\"}");
  return g_string_free (title, FALSE);
}

static void
set_star (MadoDesk *desk, int i, gboolean starred)
{
  g_autofree char *id = make_id (i);
  g_autofree char *title = make_title (i);
  g_autoptr (GError) error = NULL;

  mado_desk_set_starred (desk, id, title, starred, &error);
  g_assert_no_error (error);
}

static void
load (Fixture *self)
{
  g_free (self->bytes);
  g_assert_true (g_file_get_contents (self->path, &self->bytes, &self->length, NULL));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  MadoDesk *desk;

  self->profile = g_dir_make_tmp ("mado-salvage-XXXXXX", NULL);
  self->path = g_build_filename (self->profile, "desk.db", NULL);
  desk = mado_desk_open (self->profile, NULL);
  mado_database_exec (mado_desk_get_database (desk), "PRAGMA synchronous = OFF", NULL);
  for (int i = 0; i < N_STARS; i++)
    set_star (desk, i, TRUE);
  mado_desk_close (desk);
  load (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  store_remove_profile (self->profile);
  g_free (self->profile);
  g_free (self->path);
  g_free (self->bytes);
}

static void
put (Fixture *self, const char *bytes, gsize length)
{
  g_autofree char *saved = g_build_filename (self->profile, "desk-2.db", NULL);
  static const char *const ends[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *one = g_strconcat (self->path, ends[i], NULL);
      g_autofree char *other = g_strconcat (saved, ends[i], NULL);

      g_remove (one);
      g_remove (other);
    }
  g_assert_true (g_file_set_contents_full (self->path, bytes, (gssize) length,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* Whether something of a star stands in a page of the sound file. */
static gboolean
stands_in (Fixture *self, int i, gsize page)
{
  g_autofree char *piece = g_strdup_printf ("<%03d>", i);

  return page * PAGE < self->length
         && memmem (self->bytes + page * PAGE, MIN (PAGE, self->length - page * PAGE), piece,
                    strlen (piece))
                != NULL;
}

/* The ids that were saved, each with the title that it was set with. */
static GHashTable *
read_saved (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->profile, "desk-2.db", NULL);
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sqlite3_stmt *statement = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT id, title FROM stars", -1, &statement, NULL), ==,
                   SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *id = (const char *) sqlite3_column_text (statement, 0);
      g_autofree char *title = make_title (atoi (id + strlen ("record-")));

      g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 1), ==, title);
      g_hash_table_add (ids, g_strdup (id));
    }
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return ids;
}

/* What is saved of @bytes; the file itself must be the same afterwards. */
static GHashTable *
save (Fixture *self, const char *bytes, gsize length, MadoSalvaged *salvaged)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;
  gsize after_length;
  GHashTable *ids;

  put (self, bytes, length);
  mado_salvage_make (self->profile, MADO_SALVAGE_FROM_DESK, salvaged, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (salvaged->name, ==, "desk-2.db");
  g_assert_true (g_file_get_contents (self->path, &after, &after_length, NULL));
  g_assert_cmpmem (after, after_length, bytes, length);
  ids = read_saved (self);
  g_assert_cmpuint (salvaged->kept, ==, g_hash_table_size (ids));
  if (salvaged->is_whole)
    g_assert_cmpuint (salvaged->kept + salvaged->lost, ==, N_STARS);
  return ids;
}

static void
assert_kept (Fixture *self, GHashTable *ids, int i)
{
  g_autofree char *id = make_id (i);

  g_assert_true (g_hash_table_contains (ids, id));
}

/* One flipped bit costs one star at most, and that one stands in the harmed page. */
static void
loses_one_star_to_a_flipped_bit_at_most (Fixture *self, gconstpointer data)
{
  gboolean takes_all = g_strcmp0 (g_getenv ("MADO_FAULTS"), "all") == 0;
  guint hits = 0, lost = 0, unsure = 0;

  for (gsize at = 0; at < self->length;
       at += takes_all ? 1 : (gsize) g_test_rand_int_range (1, PAGE / 2))
    {
      g_auto (MadoSalvaged) salvaged = { 0 };
      g_autofree char *harmed = g_memdup2 (self->bytes, self->length);
      g_autoptr (GHashTable) ids = NULL;

      harmed[at] ^= (char) (1 << g_test_rand_int_range (0, 8));
      ids = save (self, harmed, self->length, &salvaged);
      g_assert_cmpuint (g_hash_table_size (ids), >=, N_STARS - 1);
      for (int i = 0; i < N_STARS; i++)
        if (!stands_in (self, i, at / PAGE))
          assert_kept (self, ids, i);
      hits++;
      lost += N_STARS - g_hash_table_size (ids);
      unsure += !salvaged.is_whole;
    }
  g_test_message ("%u flips, %u stars lost, %u times it is said that more may be", hits, lost,
                  unsure);
  g_assert_cmpuint (lost, >, 0);
  g_assert_cmpuint (unsure, <, hits);
}

static void
keeps_all_but_what_stood_on_a_lost_page (Fixture *self, gconstpointer data)
{
  for (gsize page = 0; page < self->length / PAGE; page++)
    for (guint noise = 0; noise < 2; noise++)
      {
        g_auto (MadoSalvaged) salvaged = { 0 };
        g_autofree char *harmed = g_memdup2 (self->bytes, self->length);
        g_autoptr (GHashTable) ids = NULL;

        for (gsize i = 0; i < PAGE; i++)
          harmed[page * PAGE + i] = noise ? (char) g_test_rand_int_range (0, 256) : 0;
        ids = save (self, harmed, self->length, &salvaged);
        g_assert_false (salvaged.is_whole);
        for (int i = 0; i < N_STARS; i++)
          if (!stands_in (self, i, page))
            assert_kept (self, ids, i);
      }
}

/* A page of rows that begins beyond its own end, and counts more rows than it has room for. */
static void
reads_no_place_outside_its_page (Fixture *self, gconstpointer data)
{
  for (gsize page = 1; page < self->length / PAGE; page++)
    for (guint inner = 0; inner < 2; inner++)
      {
        g_auto (MadoSalvaged) salvaged = { 0 };
        g_autofree char *harmed = g_memdup2 (self->bytes, self->length);
        g_autoptr (GHashTable) ids = NULL;

        memset (harmed + page * PAGE, 0xff, PAGE);
        harmed[page * PAGE] = inner ? 2 : 10; /* inner page and leaf of an index */
        ids = save (self, harmed, self->length, &salvaged);
        g_assert_false (salvaged.is_whole);
      }
}

static void
keeps_what_stands_before_a_cut (Fixture *self, gconstpointer data)
{
  for (gsize length = 1; length < self->length; length += 1500)
    {
      g_auto (MadoSalvaged) salvaged = { 0 };
      g_autoptr (GHashTable) ids = save (self, self->bytes, length, &salvaged);

      g_assert_false (salvaged.is_whole);
      for (int i = 0; i < N_STARS; i++)
        {
          gboolean is_before = TRUE;

          for (gsize page = length / PAGE; page * PAGE < self->length; page++)
            is_before = is_before && !stands_in (self, i, page);
          if (is_before)
            assert_kept (self, ids, i);
        }
    }
}

static void
keeps_nothing_of_what_is_no_desk (Fixture *self, gconstpointer data)
{
  g_autofree char *page = g_strnfill (30000, 'x');
  const char *const contents[] = { "", "<!doctype html><title>Sign in</title>", page };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_auto (MadoSalvaged) salvaged = { 0 };
      g_autoptr (GHashTable) ids = save (self, contents[i], strlen (contents[i]), &salvaged);

      g_assert_cmpuint (g_hash_table_size (ids), ==, 0);
      g_assert_false (salvaged.is_whole);
    }
}

static void
brings_back_nothing_that_was_taken_away (Fixture *self, gconstpointer data)
{
  MadoDesk *desk = mado_desk_open (self->profile, NULL);

  for (int i = 0; i < N_STARS; i += 2)
    set_star (desk, i, FALSE);
  mado_desk_close (desk);
  load (self);
  for (gsize at = 7; at < self->length; at += PAGE / 2)
    {
      g_auto (MadoSalvaged) salvaged = { 0 };
      g_autofree char *harmed = g_memdup2 (self->bytes, self->length);
      g_autoptr (GHashTable) ids = NULL;

      harmed[at] ^= 4;
      put (self, harmed, self->length);
      g_assert_true (
          mado_salvage_make (self->profile, MADO_SALVAGE_FROM_DESK, &salvaged, NULL, NULL));
      ids = read_saved (self);
      g_assert_cmpuint (g_hash_table_size (ids), >=, N_STARS / 2 - 1);
      for (int i = 0; i < N_STARS; i += 2)
        {
          g_autofree char *id = make_id (i);

          g_assert_false (g_hash_table_contains (ids, id));
        }
    }
}

/* The log of a desk that was not closed holds what was saved last. */
static void
reads_the_log_too (Fixture *self, gconstpointer data)
{
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);
  g_autofree char *logged = NULL;
  g_autoptr (GHashTable) ids = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (MadoSalvaged) salvaged = { 0 };
  gsize length;
  MadoDesk *desk = mado_desk_open (self->profile, NULL);

  set_star (desk, N_STARS, TRUE);
  set_star (desk, 5, FALSE);
  g_assert_true (g_file_get_contents (log, &logged, &length, NULL));
  load (self);
  mado_desk_close (desk);
  memset (self->bytes, 0, 100);
  put (self, self->bytes, self->length);
  g_assert_true (g_file_set_contents (log, logged, (gssize) length, NULL));
  mado_salvage_make (self->profile, MADO_SALVAGE_FROM_DESK, &salvaged, NULL, &error);
  g_assert_no_error (error);
  ids = read_saved (self);
  g_assert_cmpuint (g_hash_table_size (ids), ==, N_STARS);
  assert_kept (self, ids, N_STARS);
  g_assert_false (g_hash_table_contains (ids, "record-005"));
}

static GPtrArray *
make_arrivals (int n)
{
  GPtrArray *arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_arrival_free);

  for (int i = 0; i < n; i++)
    {
      MadoArrival *arrival = g_new0 (MadoArrival, 1);

      arrival->kind = MADO_KIND_NEWS;
      arrival->id = g_strdup_printf ("news-%03d", i);
      arrival->title = g_strdup ("{\"en\":\"What happened\"}");
      g_ptr_array_add (arrivals, arrival);
    }
  return arrivals;
}

/* Nothing that was read arrives again, and what is unread stays so. */
static void
keeps_what_is_unread (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) first = make_arrivals (100);
  g_autoptr (GPtrArray) then = make_arrivals (150);
  g_autoptr (GPtrArray) unread = NULL;
  const char *const read[] = { "news-120", NULL };
  g_auto (MadoSalvaged) salvaged = { 0 };
  MadoDesk *desk = mado_desk_open (self->profile, NULL);

  g_assert_true (mado_desk_note_arrivals (desk, first, 1, NULL));
  g_assert_true (mado_desk_note_arrivals (desk, then, 2, NULL));
  g_assert_true (mado_desk_set_unread (desk, read, FALSE, NULL));
  mado_desk_close (desk);
  load (self);
  memset (self->bytes, 'x', 16);
  put (self, self->bytes, self->length);
  g_assert_true (mado_salvage_make (self->profile, MADO_SALVAGE_FROM_DESK, &salvaged, NULL, NULL));
  g_assert_cmpuint (salvaged.kept, ==, N_STARS + 150);
  g_assert_cmpuint (salvaged.lost, ==, 0);
  desk = mado_desk_open (self->profile, NULL);
  g_assert_null (mado_desk_get_reason (desk));
  g_assert_true (mado_desk_note_arrivals (desk, then, 3, NULL));
  unread = mado_desk_list_unread (desk, NULL);
  g_assert_cmpuint (unread->len, ==, 49);
  mado_desk_close (desk);
}

/* Short ones, and some that go on over several pages. */
static char *
make_note (int i)
{
  g_autofree char *line = g_strdup_printf ("note %d、ここに書いたこと。\n", i);
  GString *text = g_string_new (NULL);

  for (int j = 0; j < (i % 5 == 0 ? 400 : 1); j++)
    g_string_append (text, line);
  return g_string_free (text, FALSE);
}

static void
keeps_notes_and_copies (Fixture *self, gconstpointer data)
{
  g_auto (MadoSalvaged) salvaged = { 0 };
  MadoDesk *desk = mado_desk_open (self->profile, NULL);
  g_autofree char *copy = NULL;

  for (int i = 0; i < 20; i++)
    {
      g_autofree char *id = make_id (i);
      g_autofree char *text = make_note (i);

      g_assert_true (mado_desk_set_note (desk, id, "{\"en\":\"T\"}", text, NULL));
    }
  g_assert_true (mado_desk_set_note (desk, "record-003", "{\"en\":\"T\"}", "", NULL));
  g_assert_true (mado_desk_keep_copy (desk, "record-001", "{\"id\":\"record-001\"}", NULL));
  mado_desk_close (desk);
  load (self);
  memset (self->bytes, 'x', 16);
  put (self, self->bytes, self->length);
  g_assert_true (mado_salvage_make (self->profile, MADO_SALVAGE_FROM_DESK, &salvaged, NULL, NULL));
  g_assert_cmpuint (salvaged.kept, ==, N_STARS + 19);
  g_assert_cmpuint (salvaged.lost, ==, 0);
  desk = mado_desk_open (self->profile, NULL);
  for (int i = 0; i < 20; i++)
    {
      g_autofree char *id = make_id (i);
      g_autofree char *expected = make_note (i);
      g_autofree char *text = NULL;

      g_assert_true (mado_desk_get_note (desk, id, &text, NULL));
      g_assert_cmpstr (text, ==, i == 3 ? NULL : expected);
    }
  g_assert_true (mado_desk_get_copy (desk, "record-001", &copy, NULL));
  g_assert_cmpstr (copy, ==, "{\"id\":\"record-001\"}");
  mado_desk_close (desk);
}

static void
is_the_desk_from_then_on (Fixture *self, gconstpointer data)
{
  g_auto (MadoSalvaged) salvaged = { 0 };
  g_autoptr (GHashTable) ids = NULL;
  g_autoptr (GPtrArray) starred = NULL;
  MadoDesk *desk;

  memset (self->bytes, 'x', 100);
  put (self, self->bytes, self->length);
  desk = mado_desk_open (self->profile, NULL);
  g_assert_error (mado_desk_get_reason (desk), MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED);
  mado_desk_close (desk);
  ids = save (self, self->bytes, self->length, &salvaged);
  desk = mado_desk_open (self->profile, NULL);
  g_assert_null (mado_desk_get_reason (desk));
  set_star (desk, 999, TRUE);
  starred = mado_desk_list_starred (desk, NULL);
  /* In the order in which they were set, newest first. */
  g_assert_cmpuint (starred->len, ==, N_STARS + 1);
  g_assert_cmpstr (g_ptr_array_index (starred, 0), ==, "record-999");
  g_assert_cmpstr (g_ptr_array_index (starred, 1), ==, "record-259");
  g_assert_cmpstr (g_ptr_array_index (starred, N_STARS), ==, "record-000");
  mado_desk_close (desk);
}

static void
looks_without_changing_anything (Fixture *self, gconstpointer data)
{
  g_auto (MadoSalvaged) salvaged = { 0 };
  g_autoptr (GDir) folder = NULL;

  memset (self->bytes, 'x', 100);
  put (self, self->bytes, self->length);
  g_assert_true (mado_salvage_look (self->profile, MADO_SALVAGE_FROM_DESK, &salvaged, NULL, NULL));
  g_assert_cmpuint (salvaged.kept, ==, N_STARS);
  g_assert_null (salvaged.name);
  folder = g_dir_open (self->profile, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (folder), ==, "desk.db");
  g_assert_null (g_dir_read_name (folder));
}

static void
restores_the_backup (Fixture *self, gconstpointer data)
{
  g_autofree char *backup = g_strconcat (self->path, ".backup-1", NULL);
  g_auto (MadoSalvaged) salvaged = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) ids = NULL;
  g_autoptr (MadoDesk) desk = NULL;

  g_assert_false (
      mado_salvage_look (self->profile, MADO_SALVAGE_FROM_BACKUP, &salvaged, NULL, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (backup, self->bytes, (gssize) self->length, NULL));
  put (self, "<html>", 6);
  mado_salvage_look (self->profile, MADO_SALVAGE_FROM_BACKUP, &salvaged, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (salvaged.kept, ==, N_STARS);
  g_assert_cmpint (salvaged.time, >, 0);
  mado_salvaged_clear (&salvaged);
  mado_salvage_make (self->profile, MADO_SALVAGE_FROM_BACKUP, &salvaged, NULL, &error);
  g_assert_no_error (error);
  ids = read_saved (self);
  g_assert_cmpuint (g_hash_table_size (ids), ==, N_STARS);
  desk = mado_desk_open (self->profile, NULL);
  g_assert_null (mado_desk_get_reason (desk));
}

static void
refuses_a_backup_that_is_no_better (Fixture *self, gconstpointer data)
{
  g_autofree char *backup = g_strconcat (self->path, ".backup-1", NULL);
  g_autofree char *next = g_build_filename (self->profile, "desk-2.db", NULL);
  char *hit = memmem (self->bytes, self->length, "<123>", 5);

  *(hit + 1) = 'x';
  g_assert_true (g_file_set_contents (backup, self->bytes, (gssize) self->length, NULL));
  for (guint i = 0; i < 2; i++)
    {
      g_auto (MadoSalvaged) salvaged = { 0 };
      g_autoptr (GError) error = NULL;

      g_assert_false (
          mado_salvage_make (self->profile, MADO_SALVAGE_FROM_BACKUP, &salvaged, NULL, &error));
      g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED);
      g_assert_false (g_file_test (next, G_FILE_TEST_EXISTS));
      g_assert_true (g_file_set_contents (backup, "<html>", -1, NULL));
    }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/store/salvage/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("loses-one-star-to-a-flipped-bit-at-most", loses_one_star_to_a_flipped_bit_at_most);
  ADD ("keeps-all-but-what-stood-on-a-lost-page", keeps_all_but_what_stood_on_a_lost_page);
  ADD ("reads-no-place-outside-its-page", reads_no_place_outside_its_page);
  ADD ("keeps-what-stands-before-a-cut", keeps_what_stands_before_a_cut);
  ADD ("keeps-nothing-of-what-is-no-desk", keeps_nothing_of_what_is_no_desk);
  ADD ("brings-back-nothing-that-was-taken-away", brings_back_nothing_that_was_taken_away);
  ADD ("reads-the-log-too", reads_the_log_too);
  ADD ("keeps-what-is-unread", keeps_what_is_unread);
  ADD ("keeps-notes-and-copies", keeps_notes_and_copies);
  ADD ("is-the-desk-from-then-on", is_the_desk_from_then_on);
  ADD ("looks-without-changing-anything", looks_without_changing_anything);
  ADD ("restores-the-backup", restores_the_backup);
  ADD ("refuses-a-backup-that-is-no-better", refuses_a_backup_that_is_no_better);
  return g_test_run ();
}
