/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes anything for a TSV file of terms. */
#include "fuzz/fuzz-term.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  try_terms (data, size, mado_term_file_parse_tsv, mado_term_file_write_tsv);
  return 0;
}
