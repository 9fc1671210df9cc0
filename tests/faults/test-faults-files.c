/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of the store, harmed from outside: flipped bytes on every page, cut off, missing
 * companions, no right to write, copied while they are written. Either it is noticed, or nothing is
 * missing. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/store/mado-desk.h"
#include "core/store/mado-doctor.h"
#include "core/store/mado-schema.h"
#include "support/store-fixture.h"

#define PAGE 4096
#define N_STARS 60
#define N_RECORDS 40
#define DUMP "SELECT id, set_name, json FROM records ORDER BY id"
#define NOBODY 65534

static gboolean
takes_all (void)
{
  return g_strcmp0 (g_getenv ("MADO_FAULTS"), "all") == 0;
}

static void
fill (StoreFixture *self)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  MadoDesk *desk = mado_desk_open (self->profile, NULL);

  for (int i = 0; i < N_RECORDS; i++)
    {
      g_autofree char *id = g_strdup_printf ("record-%d", i);
      g_autofree char *title = g_strdup_printf ("Agreement number %d on quantum technology", i);

      g_ptr_array_add (records, store_make_term (id, title, "量子技術に関する協定"));
    }
  store_apply (self, "cordis", records, NULL);
  for (int i = 0; i < N_STARS; i++)
    {
      g_autofree char *id = g_strdup_printf ("record-%d", i);

      g_assert_true (
          mado_desk_set_starred (desk, id, "{\"en\":\"A rather long title of it\"}", TRUE, NULL));
    }
  mado_desk_close (desk);
  g_clear_pointer (&self->writer, mado_writer_close);
}

static char *
get_path (StoreFixture *self, const char *name)
{
  return g_build_filename (self->profile, name, NULL);
}

typedef struct
{
  char *bytes;
  gsize length;
} Content;

static Content
load (const char *path)
{
  Content content;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &content.bytes, &content.length, &error);
  g_assert_no_error (error);
  return content;
}

static void
put (const char *path, const char *bytes, gsize length)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *index = g_strconcat (path, "-shm", NULL);

  g_remove (log);
  g_remove (index);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
}

/* Noticed, or all there. */
static gboolean
is_desk_noticed (StoreFixture *self)
{
  g_autoptr (MadoDesk) desk = mado_desk_open (self->profile, NULL);
  g_autoptr (GPtrArray) ids = NULL;
  gboolean read_only;

  if (desk == NULL)
    return TRUE;
  read_only = mado_desk_is_read_only (desk, NULL);
  ids = mado_desk_list_starred (desk, NULL);
  if (read_only || ids == NULL)
    return TRUE;
  g_assert_cmpuint (ids->len, ==, N_STARS);
  for (int i = 0; i < N_STARS; i++)
    {
      g_autofree char *id = g_strdup_printf ("record-%d", i);

      g_assert_true (g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL));
    }
  return FALSE;
}

static gboolean
are_records_noticed (StoreFixture *self, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = mado_doctor_check (self->profile, TRUE, NULL, &error);
  g_autofree char *path = get_path (self, "records.db");
  g_autoptr (MadoDatabase) database = NULL;
  g_autofree char *dump = NULL;

  if (findings == NULL || findings->len > 0)
    return TRUE;
  database = mado_database_open (path, mado_schema_records, MADO_DATABASE_READ_ONLY, NULL);
  dump = store_ask_database (database, DUMP);
  g_assert_cmpstr (dump, ==, expected);
  return FALSE;
}

/* Flips bytes of each page of @name, in its head, its middle and wherever the dice fall. */
static void
flip (StoreFixture *self, const char *name, const char *expected)
{
  g_autofree char *path = get_path (self, name);
  Content whole = load (path);
  guint tries = takes_all () ? 24 : 3;
  guint hits = 0, noticed = 0;

  for (gsize page = 0; page < whole.length / PAGE; page++)
    for (guint i = 0; i < tries; i++)
      {
        gsize at = page * PAGE
                   + (i == 0 ? (gsize) g_test_rand_int_range (0, 12)
                             : (gsize) g_test_rand_int_range (0, PAGE));
        g_autofree char *harmed = g_memdup2 (whole.bytes, whole.length);

        harmed[at] ^= (char) (1 << g_test_rand_int_range (0, 8));
        put (path, harmed, whole.length);
        noticed += expected != NULL ? are_records_noticed (self, expected) : is_desk_noticed (self);
        hits++;
        if (expected == NULL)
          {
            Content after = load (path);

            /* Damage that was noticed is left as it is. */
            if (is_desk_noticed (self))
              g_assert_cmpmem (after.bytes, after.length, harmed, whole.length);
            g_free (after.bytes);
          }
      }
  g_test_message ("%s: %u flips, %u noticed, the others changed nothing", name, hits, noticed);
  g_assert_cmpuint (noticed, >, 0);
  g_free (whole.bytes);
}

static void
notices_flipped_bytes_of_the_desk (StoreFixture *self, gconstpointer data)
{
  fill (self);
  flip (self, "desk.db", NULL);
}

static void
notices_flipped_bytes_of_the_records (StoreFixture *self, gconstpointer data)
{
  g_autofree char *expected = NULL;

  fill (self);
  store_reopen (self);
  expected = store_ask (self, DUMP);
  g_clear_pointer (&self->writer, mado_writer_close);
  flip (self, "records.db", expected);
}

static void
notices_a_file_cut_short (StoreFixture *self, gconstpointer data)
{
  g_autofree char *desk = get_path (self, "desk.db");
  g_autofree char *records = get_path (self, "records.db");
  Content whole_desk, whole_records;
  guint cuts = 0;

  fill (self);
  whole_desk = load (desk);
  whole_records = load (records);
  for (gsize length = 0; length < whole_desk.length; length += 1000)
    {
      gboolean is_noticed;

      put (desk, whole_desk.bytes, length);
      is_noticed = is_desk_noticed (self);
      /* The last page is that of an empty table: zeros, of which none is missed. */
      if (length <= whole_desk.length - PAGE)
        g_assert_true (is_noticed);
      cuts++;
    }
  put (desk, whole_desk.bytes, whole_desk.length);
  for (gsize length = 100; length < whole_records.length; length += 9000)
    {
      put (records, whole_records.bytes, length);
      g_assert_true (are_records_noticed (self, ""));
      cuts++;
    }
  g_test_message ("xS05: %u cuts", cuts);
  g_assert_cmpuint (cuts, >, whole_desk.length / PAGE);
  g_free (whole_desk.bytes);
  g_free (whole_records.bytes);
}

/* The companions of a file that was not closed: gone, alone, or of another file. */
static void
opens_without_or_with_foreign_companions (StoreFixture *self, gconstpointer data)
{
  static const char *const missing[] = { "-wal", "-shm", NULL };
  g_autofree char *path = get_path (self, "desk.db");
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *noise = g_strnfill (50000, 'x');
  MadoDesk *desk;
  Content content, content_log;
  guint tried = 0;

  fill (self);
  desk = mado_desk_open (self->profile, NULL);
  g_assert_true (mado_desk_set_starred (desk, "record-1", "{\"en\":\"New\"}", TRUE, NULL));
  content = load (path);
  content_log = load (log);
  mado_desk_close (desk);
  for (guint i = 0; missing[i] != NULL; i++)
    {
      g_autofree char *companion = g_strconcat (path, missing[i], NULL);

      put (path, content.bytes, content.length);
      g_file_set_contents (log, content_log.bytes, (gssize) content_log.length, NULL);
      g_remove (companion);
      g_assert_false (is_desk_noticed (self));
      tried++;
    }
  put (path, content.bytes, content.length);
  g_file_set_contents (log, noise, 50000, NULL);
  g_assert_false (is_desk_noticed (self));
  tried++;
  g_test_message ("xS08: %u companions", tried);
  g_assert_cmpuint (tried, ==, G_N_ELEMENTS (missing));
  g_free (content.bytes);
  g_free (content_log.bytes);
}

/* A child without rights reads what it may not write. Returns whether it could be tried. */
static gboolean
try_as_nobody (StoreFixture *self)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MadoDesk) desk = NULL;
      g_autofree char *path = get_path (self, "records.db");
      g_autoptr (MadoDatabase) records = NULL;

      if (getuid () == 0 && setresuid (NOBODY, NOBODY, NOBODY) != 0)
        _exit (77);
      desk = mado_desk_open (self->profile, &error);
      if (desk == NULL || !mado_desk_is_read_only (desk, NULL) || is_desk_noticed (self) != TRUE)
        _exit (1);
      if (mado_desk_set_starred (desk, "x", "{}", TRUE, NULL)
          || mado_desk_list_starred (desk, NULL)->len != N_STARS)
        _exit (2);
      if (mado_writer_open (self->profile, &error) != NULL
          || !g_error_matches (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN))
        _exit (3);
      records = mado_database_open (path, mado_schema_records, MADO_DATABASE_READ_ONLY, NULL);
      if (records == NULL || strlen (store_ask_database (records, DUMP)) == 0)
        _exit (4);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) == 77)
    return FALSE;
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  return TRUE;
}

/* xS04. */
static void
reads_what_it_may_not_write (StoreFixture *self, gconstpointer data)
{
  g_autofree char *desk = get_path (self, "desk.db");
  g_autofree char *records = get_path (self, "records.db");

  fill (self);
  g_chmod (desk, 0444);
  g_chmod (records, 0444);
  /* First the files alone, then the folder too. */
  g_chmod (self->profile, 0777);
  if (!try_as_nobody (self))
    g_test_skip ("no other user to be");
  g_chmod (self->profile, 0555);
  if (!try_as_nobody (self))
    g_test_skip ("no other user to be");
  g_chmod (self->profile, 0700);
}

static gpointer
write_on (gpointer data)
{
  MadoDesk *desk = mado_desk_open (data, NULL);

  for (int i = 0; i < 300; i++)
    {
      g_autofree char *id = g_strdup_printf ("n%03d", i);

      g_assert_true (mado_desk_set_starred (desk, id, "{\"en\":\"While copied\"}", TRUE, NULL));
    }
  mado_desk_close (desk);
  return NULL;
}

/* xS12. A copy made meanwhile holds the stars up to one moment: none is missing before it. */
static void
copies_are_whole_while_others_write (StoreFixture *self, gconstpointer data)
{
  g_autofree char *other = g_dir_make_tmp ("mado-copy-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (other, "desk.db", NULL);
  g_autofree char *records = get_path (self, "desk.db");
  MadoDatabase *source;
  GThread *thread;
  guint last = 0, copies = 0;

  fill (self);
  source = mado_database_open (records, mado_schema_desk, MADO_DATABASE_DURABLE, NULL);
  thread = g_thread_new ("write", write_on, self->profile);
  while (last < N_STARS + 300 && copies < 2000)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MadoDesk) copy = NULL;
      g_autoptr (GPtrArray) ids = NULL;

      mado_database_copy_to (source, path, &error);
      g_assert_no_error (error);
      copies++;
      copy = mado_desk_open (other, &error);
      g_assert_no_error (error);
      g_assert_false (mado_desk_is_read_only (copy, NULL));
      ids = mado_desk_list_starred (copy, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (ids->len, >=, last);
      last = ids->len;
      if (last > N_STARS)
        {
          g_autofree char *newest = g_strdup_printf ("n%03u", last - N_STARS - 1);

          g_assert_cmpstr (g_ptr_array_index (ids, 0), ==, newest);
        }
    }
  g_thread_join (thread);
  g_test_message ("%u copies", copies);
  g_assert_cmpuint (last, ==, N_STARS + 300);
  mado_database_close (source);
  store_remove_profile (other);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/faults/files/" name, StoreFixture, NULL, store_set_up, function, store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("notices-flipped-bytes-of-the-desk", notices_flipped_bytes_of_the_desk);
  ADD ("notices-flipped-bytes-of-the-records", notices_flipped_bytes_of_the_records);
  ADD ("notices-a-file-cut-short", notices_a_file_cut_short);
  ADD ("opens-without-or-with-foreign-companions", opens_without_or_with_foreign_companions);
  ADD ("reads-what-it-may-not-write", reads_what_it_may_not_write);
  ADD ("copies-are-whole-while-others-write", copies_are_whole_while_others_write);
  return g_test_run ();
}
