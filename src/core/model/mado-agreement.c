/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An agreement, arrangement or plan between the two sides: its fields. */
#include "core/model/mado-agreement.h"

struct _MadoAgreement
{
  MadoRecord parent_instance;

  MadoDate *signed_on;
  MadoDate *adopted_on;
  MadoDate *in_force_on;
  MadoDate *provisional_from;
  MadoDate *published_on;
  MadoText *renewal;
  MadoFlag renewal_verified;
  MadoNumber term_months;
  MadoNumber renewal_months; /* of each further term */
  MadoNumber notice_months;  /* before the end of a term */
  MadoArticles *articles;
  char *text_en; /* of the English text: authentic, or a translation */
  char *text_ja;
};

static const MadoField fields[] = {
  MADO_FIELD (MadoAgreement, signed_on, MADO_FIELD_FACET_YEAR),
  MADO_FIELD (MadoAgreement, adopted_on, 0),
  MADO_FIELD (MadoAgreement, in_force_on, 0),
  MADO_FIELD (MadoAgreement, provisional_from, 0),
  MADO_FIELD (MadoAgreement, published_on, 0),
  MADO_FIELD (MadoAgreement, renewal, MADO_FIELD_SEARCHED),
  MADO_FIELD (MadoAgreement, renewal_verified, 0),
  MADO_FIELD (MadoAgreement, term_months, 0),
  MADO_FIELD (MadoAgreement, renewal_months, 0),
  MADO_FIELD (MadoAgreement, notice_months, 0),
  MADO_FIELD (MadoAgreement, articles, MADO_FIELD_SEARCHED),
  MADO_FIELD_WORD (MadoAgreement, text_en, "text_status", 0),
  MADO_FIELD_WORD (MadoAgreement, text_ja, "text_status", 0),
};

G_DEFINE_FINAL_TYPE (MadoAgreement, mado_agreement, MADO_TYPE_RECORD)

static void
mado_agreement_class_init (MadoAgreementClass *klass)
{
  mado_record_class_install (MADO_RECORD_CLASS (klass), MADO_KIND_AGREEMENT, fields,
                             G_N_ELEMENTS (fields), "type status participants");
}

static void
mado_agreement_init (MadoAgreement *self)
{
}
