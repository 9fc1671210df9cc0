/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A quotation always carries its citation. */
#include "app/sections/desk/mado-case-quote.h"

#include "core/export/mado-citation.h"

static MadoLanguage
get_language (MadoCase *the_case)
{
  return g_str_equal (mado_case_get_value (the_case, MADO_CASE_LANGUAGE), "ja") ? MADO_LANGUAGE_JA
                                                                                : MADO_LANGUAGE_EN;
}

char *
mado_case_quote (MadoCaseDesk *desk, MadoCase *the_case, MadoRecord *record)
{
  g_return_val_if_fail (MADO_IS_CASE_DESK (desk) && the_case != NULL && MADO_IS_RECORD (record),
                        NULL);

  return mado_citation_for_record (record,
                                   mado_context_get_vocabulary (mado_case_desk_get_context (desk)),
                                   NULL, get_language (the_case), MADO_CITATION_TEXT);
}

char *
mado_case_quote_answer (MadoCaseDesk *desk, MadoCase *the_case, const MadoCasePerson *person,
                        MadoRecord *answer)
{
  g_autofree char *citation = mado_case_quote (desk, the_case, answer);
  g_autofree char *text = NULL;
  g_autofree char *filled = NULL;

  g_return_val_if_fail (citation != NULL, NULL);

  text = mado_case_write_answer (answer, get_language (the_case));
  filled = mado_case_fill (text, the_case, person, mado_case_desk_get_officer (desk));
  return g_strconcat (filled, "\n\n", citation, NULL);
}
