/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A theme of the cooperation: it has the fields of every record. */
#include "core/model/mado-theme.h"

struct _MadoTheme
{
  MadoRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (MadoTheme, mado_theme, MADO_TYPE_RECORD)

static void
mado_theme_class_init (MadoThemeClass *klass)
{
  mado_record_class_install (MADO_RECORD_CLASS (klass), MADO_KIND_THEME, NULL, 0, NULL);
}

static void
mado_theme_init (MadoTheme *self)
{
}
