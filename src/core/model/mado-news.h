/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An item of news. */
#pragma once

#include "core/model/mado-record.h"

G_BEGIN_DECLS

#define MADO_TYPE_NEWS (mado_news_get_type ())
G_DECLARE_FINAL_TYPE (MadoNews, mado_news, MADO, NEWS, MadoRecord)

G_END_DECLS
