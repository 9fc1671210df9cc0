/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Official numbers lead to their records, however they are written. */
#include "core/store/mado-reader.h"
#include "support/store-fixture.h"

typedef ReaderFixture Fixture;

static void
identify_a_number_however_it_is_written (Fixture *self, gconstpointer data)
{
  static const char *const vectors[][2] = {
    { "22011A0406(01)", "st-agreement" },
    { " 22011A0406(01) ", "st-agreement" },
    { "CELEX: 22011A0406(01)", "st-agreement" },
    { "celex 22011 A 0406 (01)", "st-agreement" },
    { "２２０１１Ａ０４０６（０１）", "st-agreement" },
    { "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:22011A0406(01)", "st-agreement" },
    { "https://eur-lex.europa.eu/legal-content/EN/TXT/PDF/?uri=CELEX%3A22011A0406%2801%29&from=EN",
      "st-agreement" },
    { "OJ L 90, 6.4.2011, p. 2", "st-agreement" },
    { "OJ L90 6.4.2011 p.2", "st-agreement" },
    { "L 90, 06.04.2011, p. 2–10", "st-agreement" },
    { "http://data.europa.eu/eli/agree_internation/2011/213/oj", "st-agreement" },
    { "https://data.europa.eu/eli/agree_internation/2011/213", "st-agreement" },
    { "eli/agree_internation/2011/213/oj", "st-agreement" },
    { "OJ L 358, 16.12.2006, p. 60", "iter-agreement" },
    { "266604", "concert-japan" },
    { "grant agreement no. 266604", "concert-japan" },
    { "PIC 999628651", "riken" },
    { "st-agreement", "st-agreement" },
    { "令和3年法律第37号", "doc-appi-2021-amendment" },
    { "2023", NULL },
    { "quantum", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MadoHit) hit = mado_reader_identify (self->reader, vectors[i][0], 0, NULL, &error);

      g_test_message ("%s", vectors[i][0]);
      g_assert_no_error (error);
      g_assert_cmpstr (hit ? mado_record_get_id (hit->record) : NULL, ==, vectors[i][1]);
    }
}

/* No bundled record has these: a treaty as the UN registered it, a paper as the DOI Handbook writes
 * its name, whose letters are the same in either case. */
static void
identify_treaties_and_papers (Fixture *self, gconstpointer data)
{
  static const char *const vectors[][2] = {
    { "I-56214", "x-treaty" },
    { "i-56214", "x-treaty" },
    { "UNTS I-56214", "x-treaty" },
    { "UNTS No. I-56214", "x-treaty" },
    { "unts no I-56214", "x-treaty" },
    { "ＵＮＴＳ　Ｉ－５６２１４", "x-treaty" },
    { "10.5281/zenodo.1234567", "x-paper" },
    { "10.5281/ZENODO.1234567", "x-paper" },
    { "doi:10.5281/zenodo.1234567", "x-paper" },
    { "DOI 10.5281/zenodo.1234567", "x-paper" },
    { "https://doi.org/10.5281/zenodo.1234567", "x-paper" },
    { "http://dx.doi.org/10.5281%2Fzenodo.1234567", "x-paper" },
    { "10.5281/zenodo.123456", NULL },
    { "I-5621", NULL },
  };

  store_merge (
      &self->store, "x",
      store_list (store_parse ("{\"id\":\"x-treaty\",\"kind\":\"theme\","
                               "\"title\":{\"en\":\"A treaty\"},\"summary\":{\"en\":\"A treaty.\"},"
                               "\"identifiers\":[{\"scheme\":\"unts\",\"value\":\"I-56214\"}]}"),
                  store_parse ("{\"id\":\"x-paper\",\"kind\":\"theme\","
                               "\"title\":{\"en\":\"A paper\"},\"summary\":{\"en\":\"A paper.\"},"
                               "\"identifiers\":[{\"scheme\":\"doi\","
                               "\"value\":\"10.5281/zenodo.1234567\"}]}"),
                  NULL),
      NULL);
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MadoHit) hit = mado_reader_identify (self->reader, vectors[i][0], 0, NULL, &error);

      g_assert_no_error (error);
      if (g_strcmp0 (hit ? mado_record_get_id (hit->record) : NULL, vectors[i][1]) != 0)
        g_error ("%s finds %s", vectors[i][0], hit ? mado_record_get_id (hit->record) : "nothing");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/store/identify/" name, Fixture, NULL, reader_set_up, function, reader_tear_down)
  ADD ("a-number-however-it-is-written", identify_a_number_however_it_is_written);
  ADD ("treaties-and-papers", identify_treaties_and_papers);
#undef ADD
  return g_test_run ();
}
