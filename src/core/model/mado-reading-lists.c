/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of records from their JSON: one function an item, one for all lists. */
#include "core/model/mado-reading-private.h"

#include "core/model/mado-date-private.h"
#include "core/model/mado-values-private.h"

/* A list whose items @reader reads, each into @item_size zeroed bytes. */
static gboolean
read_list (JsonNode *node, guint item_size, GDestroyNotify clear, MadoReader reader,
           gpointer member, GError **error)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = array != NULL ? json_array_get_length (array) : 0;
  MadoArray *list;

  if (array == NULL)
    return mado_reading_fail (error, MADO_RECORD_ERROR_WRONG_TYPE, "is not a list");
  if (n == 0)
    return mado_reading_fail (error, MADO_RECORD_ERROR_MALFORMED, "is empty");
  if (n > MADO_LIST_MAX)
    return mado_reading_fail (error, MADO_RECORD_ERROR_MALFORMED, "is too long a list");

  list = mado_array_new (n, item_size, clear);
  for (guint i = 0; i < n; i++)
    if (!reader (json_array_get_element (array, i), mado_array_at (list, i), error))
      {
        g_prefix_error (error, "[%u]", i);
        mado_array_unref (list);
        return FALSE;
      }
  *(MadoArray **) member = list;
  return TRUE;
}

static gboolean
read_source (JsonNode *node, gpointer item, GError **error)
{
  MadoSource *source = item;
  JsonObject *object = mado_reading_get_object (node, error);

  return object != NULL
         && mado_reading_required (object, "title", mado_reading_string, &source->title, error)
         && mado_reading_optional (object, "url", mado_reading_string, &source->url, error)
         && mado_reading_required (object, "accessed", mado_reading_date, &source->accessed, error);
}

gboolean
mado_reading_sources (JsonNode *node, gpointer member, GError **error)
{
  return read_list (node, sizeof (MadoSource), mado_source_clear, read_source, member, error);
}

static gboolean
read_claim (JsonNode *node, gpointer item, GError **error)
{
  MadoClaim *claim = item;
  JsonObject *object = mado_reading_get_object (node, error);

  return object != NULL
         && mado_reading_required (object, "value", mado_reading_text, &claim->value, error)
         && mado_reading_required (object, "sources", mado_reading_sources, &claim->sources, error);
}

static gboolean
read_claims (JsonNode *node, gpointer member, GError **error)
{
  return read_list (node, sizeof (MadoClaim), mado_claim_clear, read_claim, member, error);
}

static gboolean
read_conflict (JsonNode *node, gpointer item, GError **error)
{
  MadoConflict *conflict = item;
  JsonObject *object = mado_reading_get_object (node, error);

  return object != NULL
         && mado_reading_optional (object, "field", mado_reading_word, &conflict->field, error)
         && mado_reading_required (object, "values", read_claims, &conflict->values, error)
         && mado_reading_required (object, "assessment", mado_reading_text, &conflict->assessment,
                                   error);
}

gboolean
mado_reading_conflicts (JsonNode *node, gpointer member, GError **error)
{
  return read_list (node, sizeof (MadoConflict), mado_conflict_clear, read_conflict, member, error);
}

static gboolean
read_identifier (JsonNode *node, gpointer item, GError **error)
{
  MadoIdentifier *identifier = item;
  JsonObject *object = mado_reading_get_object (node, error);

  return object != NULL
         && mado_reading_required (object, "scheme", mado_reading_word, &identifier->scheme, error)
         && mado_reading_required (object, "value", mado_reading_string, &identifier->value, error);
}

gboolean
mado_reading_identifiers (JsonNode *node, gpointer member, GError **error)
{
  return read_list (node, sizeof (MadoIdentifier), mado_identifier_clear, read_identifier, member,
                    error);
}

static gboolean
read_participant (JsonNode *node, gpointer item, GError **error)
{
  MadoParticipant *participant = item;
  JsonObject *object = mado_reading_get_object (node, error);

  return object != NULL
         && mado_reading_required (object, "organisation", mado_reading_id,
                                   &participant->organisation, error)
         && mado_reading_required (object, "role", mado_reading_word, &participant->role, error);
}

gboolean
mado_reading_participants (JsonNode *node, gpointer member, GError **error)
{
  return read_list (node, sizeof (MadoParticipant), mado_participant_clear, read_participant,
                    member, error);
}

static gboolean
read_link (JsonNode *node, gpointer item, GError **error)
{
  MadoLink *link = item;
  JsonObject *object = mado_reading_get_object (node, error);

  return object != NULL
         && mado_reading_required (object, "rel", mado_reading_word, &link->rel, error)
         && mado_reading_required (object, "to", mado_reading_id, &link->to, error);
}

gboolean
mado_reading_links (JsonNode *node, gpointer member, GError **error)
{
  return read_list (node, sizeof (MadoLink), mado_link_clear, read_link, member, error);
}

static gboolean
read_article (JsonNode *node, gpointer item, GError **error)
{
  MadoArticle *article = item;
  JsonObject *object = mado_reading_get_object (node, error);

  return object != NULL
         && mado_reading_required (object, "article", mado_reading_string, &article->article, error)
         && mado_reading_required (object, "content", mado_reading_text, &article->content, error);
}

gboolean
mado_reading_articles (JsonNode *node, gpointer member, GError **error)
{
  return read_list (node, sizeof (MadoArticle), mado_article_clear, read_article, member, error);
}

static gboolean
read_eligibility (JsonNode *node, gpointer item, GError **error)
{
  MadoEligibility *eligibility = item;
  JsonObject *object = mado_reading_get_object (node, error);

  if (object == NULL
      || !mado_reading_required (object, "from", mado_reading_date, &eligibility->from, error)
      || !mado_reading_optional (object, "until", mado_reading_date, &eligibility->until, error))
    return FALSE;
  if (eligibility->until != NULL
      && mado_date_get_first_day (eligibility->from) > mado_date_get_last_day (eligibility->until))
    return mado_reading_fail (error, MADO_RECORD_ERROR_MALFORMED, "ends before it starts");
  return mado_reading_required (object, "scope", mado_reading_text, &eligibility->scope, error)
         && mado_reading_required (object, "who", mado_reading_text, &eligibility->who, error)
         && mado_reading_required (object, "open", mado_reading_word, &eligibility->open, error)
         && mado_reading_required (object, "sources", mado_reading_sources, &eligibility->sources,
                                   error);
}

gboolean
mado_reading_eligibilities (JsonNode *node, gpointer member, GError **error)
{
  return read_list (node, sizeof (MadoEligibility), mado_eligibility_clear, read_eligibility,
                    member, error);
}

static gboolean
read_stage (JsonNode *node, gpointer item, GError **error)
{
  MadoStage *stage = item;
  JsonObject *object = mado_reading_get_object (node, error);

  return object != NULL
         && mado_reading_required (object, "name", mado_reading_text, &stage->name, error)
         && mado_reading_required (object, "closes_on", mado_reading_date, &stage->closes_on, error)
         && mado_reading_optional (object, "closes_at", mado_reading_string, &stage->closes_at,
                                   error);
}

gboolean
mado_reading_stages (JsonNode *node, gpointer member, GError **error)
{
  return read_list (node, sizeof (MadoStage), mado_stage_clear, read_stage, member, error);
}

static gboolean
read_name_variant (JsonNode *node, gpointer item, GError **error)
{
  MadoNameVariant *variant = item;
  JsonObject *object = mado_reading_get_object (node, error);

  return object != NULL
         && mado_reading_required (object, "ja", mado_reading_string, &variant->ja, error)
         && mado_reading_required (object, "used_by", mado_reading_text, &variant->used_by, error);
}

gboolean
mado_reading_name_variants (JsonNode *node, gpointer member, GError **error)
{
  return read_list (node, sizeof (MadoNameVariant), mado_name_variant_clear, read_name_variant,
                    member, error);
}

gboolean
mado_reading_words (JsonNode *node, gpointer member, GError **error)
{
  return read_list (node, sizeof (char *), mado_string_clear, mado_reading_word, member, error);
}
