/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes anything for a TBX file of terms. */
#include "fuzz/fuzz-term.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  try_terms (data, size, mado_term_file_parse_tbx, mado_term_file_write_tbx);
  return 0;
}
