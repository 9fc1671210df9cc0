/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A project or programme. */
#pragma once

#include "core/model/mado-record.h"

G_BEGIN_DECLS

#define MADO_TYPE_PROJECT (mado_project_get_type ())
G_DECLARE_FINAL_TYPE (MadoProject, mado_project, MADO, PROJECT, MadoRecord)

G_END_DECLS
