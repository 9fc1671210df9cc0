/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An item of news: its fields. */
#include "core/model/mado-news.h"

struct _MadoNews
{
  MadoRecord parent_instance;

  MadoDate *archived_on;
};

static const MadoField fields[] = {
  MADO_FIELD (MadoNews, archived_on, 0),
};

G_DEFINE_FINAL_TYPE (MadoNews, mado_news, MADO_TYPE_RECORD)

static void
mado_news_class_init (MadoNewsClass *klass)
{
  mado_record_class_install (MADO_RECORD_CLASS (klass), MADO_KIND_NEWS, fields,
                             G_N_ELEMENTS (fields), "type links");
}

static void
mado_news_init (MadoNews *self)
{
}
