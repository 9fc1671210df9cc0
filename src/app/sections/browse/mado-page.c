/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a record. */
#include "app/sections/browse/mado-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/sections/browse/mado-offer.h"
#include "app/sections/browse/mado-page-blocks.h"
#include "app/sections/browse/mado-page-body.h"
#include "app/sections/browse/mado-page-tools.h"
#include "app/sections/browse/mado-passage.h"
#include "app/sections/browse/mado-star.h"
#include "app/sections/browse/mado-term-card.h"
#include "app/sections/desk/mado-record-linker.h"
#include "app/sections/mado-address.h"
#include "app/sections/mado-desk-changes.h"
#include "app/widgets/mado-display.h"
#include "app/widgets/mado-late-menu.h"
#include "app/widgets/mado-scale.h"
#include "app/widgets/mado-scroll.h"
#include "app/widgets/mado-still.h"
#include "app/widgets/mado-text-label.h"
#include "app/widgets/mado-toast.h"
#include "core/export/mado-citation.h"

/* Widths of the page at text scale 1.0: its text of 740 or 820, and the margins. */
#define CLAMP_ONE 796
#define CLAMP_BOTH 876
#define LARGE_TEXT 1.5 /* the text scale from which a narrow bar has one button less */

struct _MadoPage
{
  GtkBox parent_instance;

  AdwHeaderBar *header;
  GtkWidget *back_button;
  MadoStar *star_button;
  GtkWidget *cite_button;
  GtkWidget *reading_toggles;
  GMenuModel *reading_menu;
  GtkWidget *reading_menu_button;
  GtkMenuButton *menu_button;
  GtkStack *stack;
  AdwStatusPage *status;
  GtkScrolledWindow *scroller;
  AdwClamp *clamp;
  MadoPageBody *body;
  MadoParallel *parallel; /* nullable: made when the languages are first scrolled apart */
  MadoTermCard *card;     /* nullable: made with the first record */
  guint touched;          /* source that looks at the selection */

  MadoContext *context;
  char *asked;               /* nullable: the id of the record to show */
  MadoPageContent *content;  /* nullable: nothing is shown */
  gboolean is_narrow;        /* the page is the only pane */
  GCancellable *cancellable; /* of the record that is being read */
  GCancellable *closing;     /* of what outlives the record */
};

G_DEFINE_FINAL_TYPE (MadoPage, mado_page, GTK_TYPE_BOX)

/* Side by side, and each language scrolled by itself. */
static gboolean
is_apart (MadoPage *self)
{
  MadoDisplay *display = mado_display_get_for_widget (GTK_WIDGET (self));

  return mado_display_get_content_language (display) == MADO_CONTENT_BOTH
         && !mado_display_get_scroll_together (display);
}

static void
clear_parallel (MadoPage *self)
{
  if (self->parallel)
    mado_parallel_clear (self->parallel);
}

static void
fill_parallel (MadoPage *self)
{
  if (!self->parallel)
    {
      self->parallel = MADO_PARALLEL (mado_parallel_new ());
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->parallel), "parallel");
    }
  mado_page_blocks_fill_parallel (self->parallel, self->content,
                                  mado_context_get_vocabulary (self->context));
  gtk_stack_set_visible_child_name (self->stack, "parallel");
}

static void
enable (GActionMap *map, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (map, name);

  if (action)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_actions (MadoPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!G_IS_ACTION_MAP (root))
    return;
  enable (G_ACTION_MAP (root), "copy-record", self->content != NULL);
  enable (G_ACTION_MAP (root), "copy-link", self->content != NULL);
  enable (G_ACTION_MAP (root), "print", self->content != NULL);
  enable (G_ACTION_MAP (root), "save-record", self->content != NULL);
  enable (G_ACTION_MAP (root), "save-citation", self->content != NULL);
  enable (G_ACTION_MAP (root), "explain-term", self->content != NULL);
  enable (G_ACTION_MAP (root), "level", self->content != NULL && is_apart (self));
}

static void
fill (MadoPage *self)
{
  MadoDisplay *display = mado_display_get_for_widget (GTK_WIDGET (self));
  int width;

  if (!self->content)
    return;
  clear_parallel (self);
  update_actions (self);
  if (is_apart (self))
    {
      mado_page_body_clear (self->body);
      fill_parallel (self);
      return;
    }
  mado_page_body_fill (self->body, self->context, self->content, self->is_narrow);
  width = mado_scale_apply (
      GTK_WIDGET (self),
      mado_display_get_content_language (display) == MADO_CONTENT_BOTH ? CLAMP_BOTH : CLAMP_ONE);
  adw_clamp_set_maximum_size (self->clamp, width);
  adw_clamp_set_tightening_threshold (self->clamp, width);
  gtk_stack_set_visible_child_name (self->stack, "record");
}

static void
show_error (MadoPage *self, const GError *error)
{
  g_clear_pointer (&self->content, mado_page_content_free);
  update_actions (self);
  gtk_widget_set_sensitive (self->cite_button, FALSE);
  adw_status_page_set_title (self->status, _ ("The record cannot be shown"));
  adw_status_page_set_description (self->status, error->message);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
read_content (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  MadoPageContent *content = mado_page_content_read (source, data, cancellable, &error);

  if (content)
    g_task_return_pointer (task, content, (GDestroyNotify) mado_page_content_free);
  else
    g_task_return_error (task, error);
}

static void
none_found_cb (MadoPage *self)
{
  mado_toast_say (GTK_WIDGET (self), _ ("No term of the glossary here"));
}

static void
ensure_card (MadoPage *self)
{
  if (self->card)
    return;
  self->card = mado_term_card_new (GTK_WIDGET (self), self->context);
  g_signal_connect_object (self->card, "none-found", G_CALLBACK (none_found_cb), self,
                           G_CONNECT_SWAPPED);
}

/* The record that is shown: it stays where it is, and is made anew only if it says something else
 * now. */
static void
take_again (MadoPage *self, MadoPageContent *content)
{
  if (g_str_equal (content->digest, self->content->digest))
    {
      MadoStanding standing = self->content->standing;

      self->content->standing = content->standing;
      content->standing = standing;
      mado_page_content_free (content);
      return;
    }
  mado_page_content_free (self->content);
  self->content = content;
  fill (self);
}

static void
content_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoPage *self = MADO_PAGE (source);
  g_autoptr (GError) error = NULL;
  MadoPageContent *content = g_task_propagate_pointer (G_TASK (result), &error);
  const char *opened[] = { NULL, NULL };

  if (!content)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_error (self, error);
      return;
    }
  opened[0] = mado_record_get_id (content->record);
  if (g_strcmp0 (mado_page_get_id (self), opened[0]) == 0)
    {
      take_again (self, content);
      return;
    }
  g_clear_pointer (&self->content, mado_page_content_free);
  self->content = content;
  fill (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  if (self->parallel)
    mado_parallel_go_to_top (self->parallel);
  ensure_card (self);
  mado_unread_set (mado_context_get_unread (self->context), opened, FALSE);
  gtk_widget_set_sensitive (self->cite_button, TRUE);
  mado_star_set_record (self->star_button, mado_record_get_id (content->record));
}

/* Where the texts are that are shown. */
static GtkWidget *
get_texts (MadoPage *self)
{
  return is_apart (self) && self->parallel ? GTK_WIDGET (self->parallel) : GTK_WIDGET (self->body);
}

/* As it is read. */
static MadoCopy
get_copy (MadoPage *self)
{
  return (MadoCopy){ self->content, mado_context_get_vocabulary (self->context),
                     mado_display_get_rendering (mado_display_get_for_widget (GTK_WIDGET (self))) };
}

static void
copy_record (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MadoPage *self = user_data;
  const MadoCopy copy = get_copy (self);

  mado_page_tools_copy (GTK_WIDGET (self), &copy);
}

static void
print_record (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MadoPage *self = user_data;
  const MadoCopy copy = get_copy (self);

  mado_page_tools_print (GTK_WIDGET (self), mado_copy_make_sheet (&copy));
}

static void
save (MadoPage *self, MadoOfferKind kind)
{
  g_autoptr (MadoOffer) offer
      = mado_offer_new (self->context, mado_display_get_for_widget (GTK_WIDGET (self)),
                        mado_page_get_id (self), kind);

  mado_offer_save (offer, GTK_WIDGET (self));
}

static void
save_record (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  save (user_data, MADO_OFFER_RECORD);
}

static void
save_citation (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  save (user_data, MADO_OFFER_CITATION);
}

static void
copy_link (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MadoPage *self = user_data;
  g_autofree char *link = mado_address_for_record (mado_page_get_id (self));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), link);
  mado_toast_say (GTK_WIDGET (self), _ ("Link copied"));
}

static void
link_case (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MadoPage *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->content && GTK_IS_WINDOW (root))
    gtk_window_present (GTK_WINDOW (mado_record_linker_new (
        GTK_WINDOW (root), mado_case_desk_get (self->context), self->content->record)));
}

static void
explain_term (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MadoPage *self = user_data;

  mado_term_card_explain (self->card, get_texts (self));
}

static void
level (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MadoPage *self = user_data;

  mado_parallel_level (self->parallel);
}

static const GActionEntry actions[] = {
  { .name = "copy-record", .activate = copy_record },
  { .name = "copy-link", .activate = copy_link },
  { .name = "link-case", .activate = link_case },
  { .name = "print", .activate = print_record },
  { .name = "save-record", .activate = save_record },
  { .name = "save-citation", .activate = save_citation },
  { .name = "explain-term", .activate = explain_term },
  { .name = "level", .activate = level },
};

/* The passage with the caret, and the other half of it. */
static gboolean
look_at_selection_cb (gpointer user_data)
{
  MadoPage *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  GtkWidget *label = focus && gtk_widget_is_ancestor (focus, get_texts (self))
                         ? gtk_widget_get_ancestor (focus, MADO_TYPE_TEXT_LABEL)
                         : NULL;

  self->touched = 0;
  if (!label || !mado_passage_get (label))
    return G_SOURCE_REMOVE;
  mado_passage_show_followed (get_texts (self), mado_passage_get (label));
  if (is_apart (self))
    mado_parallel_level_with (self->parallel, label);
  return G_SOURCE_REMOVE;
}

/* Labels say nothing of their selection: it is looked at when a key or a button is let go. */
static gboolean
touched_cb (MadoPage *self, GdkEvent *event)
{
  GdkEventType type = gdk_event_get_event_type (event);
  MadoDisplay *display = mado_display_get_for_widget (GTK_WIDGET (self));

  if ((type == GDK_BUTTON_RELEASE || type == GDK_KEY_RELEASE) && !self->touched
      && mado_display_get_follow_selection (display)
      && mado_display_get_content_language (display) == MADO_CONTENT_BOTH)
    self->touched = g_idle_add (look_at_selection_cb, self);
  return GDK_EVENT_PROPAGATE;
}

static void
display_changed_cb (MadoPage *self, GParamSpec *property, MadoDisplay *display)
{
  if (!g_str_equal (property->name, "follow-selection"))
    fill (self);
  else if (!mado_display_get_follow_selection (display))
    mado_passage_show_followed (get_texts (self), 0);
}

static void
mado_page_root (GtkWidget *widget)
{
  MadoPage *self = MADO_PAGE (widget);
  GtkRoot *root;

  GTK_WIDGET_CLASS (mado_page_parent_class)->root (widget);
  g_signal_connect_object (mado_display_get_for_widget (widget), "notify",
                           G_CALLBACK (display_changed_cb), self, G_CONNECT_SWAPPED);
  root = gtk_widget_get_root (widget);
  if (G_IS_ACTION_MAP (root))
    {
      g_action_map_add_action_entries (G_ACTION_MAP (root), actions, G_N_ELEMENTS (actions), self);
      mado_page_tools_listen_for_copy (GTK_WIDGET (root), widget, GTK_PHASE_BUBBLE);
    }
  update_actions (self);
}

static void
make_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  gtk_menu_button_set_popover (button,
                               mado_page_tools_make_menu (MADO_PAGE (user_data)->is_narrow));
}

static void
mado_page_dispose (GObject *object)
{
  MadoPage *self = MADO_PAGE (object);

  g_clear_handle_id (&self->touched, g_source_remove);
  if (self->card)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->card)));
  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->closing);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->closing);
  g_clear_pointer (&self->content, mado_page_content_free);
  g_clear_pointer (&self->asked, g_free);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (mado_page_parent_class)->dispose (object);
}

static void
mado_page_class_init (MadoPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_page_dispose;
  widget_class->root = mado_page_root;
  g_type_ensure (MADO_TYPE_PAGE_BODY);
  g_type_ensure (MADO_TYPE_STAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/sections/browse/mado-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoPage, header);
  gtk_widget_class_bind_template_child (widget_class, MadoPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, MadoPage, star_button);
  gtk_widget_class_bind_template_child (widget_class, MadoPage, cite_button);
  gtk_widget_class_bind_template_child (widget_class, MadoPage, reading_toggles);
  gtk_widget_class_bind_template_child (widget_class, MadoPage, reading_menu);
  gtk_widget_class_bind_template_child (widget_class, MadoPage, reading_menu_button);
  gtk_widget_class_bind_template_child (widget_class, MadoPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, MadoPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoPage, status);
  gtk_widget_class_bind_template_child (widget_class, MadoPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, MadoPage, clamp);
  gtk_widget_class_bind_template_child (widget_class, MadoPage, body);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, 0, "win.link-case", NULL);
}

/* The panes would ask a long page for its height at sizes that it never has, which costs seconds.
 */
static void
hold_still (MadoPage *self)
{
  g_autoptr (GtkWidget) stack = g_object_ref (GTK_WIDGET (self->stack));
  GtkWidget *still;

  gtk_box_remove (GTK_BOX (self), stack);
  still = mado_still_new (stack);
  gtk_widget_set_vexpand (still, TRUE);
  gtk_box_append (GTK_BOX (self), still);
}

static void
mado_page_init (MadoPage *self)
{
  GtkEventController *touch = gtk_event_controller_legacy_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  mado_late_menu_attach (GTK_MENU_BUTTON (self->reading_menu_button), self->reading_menu);
  mado_scroll_let_grow (self->scroller);
  hold_still (self);
  self->closing = g_cancellable_new ();
  gtk_event_controller_set_propagation_phase (touch, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (touch, "event", G_CALLBACK (touched_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), touch);
  mado_page_tools_listen_for_copy (GTK_WIDGET (self), GTK_WIDGET (self), GTK_PHASE_CAPTURE);
  gtk_menu_button_set_create_popup_func (self->menu_button, make_menu_cb, self, NULL);
  gtk_widget_set_sensitive (self->cite_button, FALSE);
}

static void
reload_cb (MadoPage *self)
{
  if (self->asked)
    mado_page_show (self, self->asked);
}

void
mado_page_set_context (MadoPage *self, MadoContext *context)
{
  g_return_if_fail (MADO_IS_PAGE (self) && !self->context);

  self->context = g_object_ref (context);
  mado_star_set_context (self->star_button, context);
  g_signal_connect_object (context, "changed", G_CALLBACK (reload_cb), self, G_CONNECT_SWAPPED);
  mado_page_tools_let_drag (GTK_WIDGET (self->stack), self->cite_button, context);
}

void
mado_page_set_place (MadoPage *self, MadoPlace place)
{
  gboolean is_narrow = (place & MADO_PLACE_BACK) && !(place & MADO_PLACE_TURNS);

  g_return_if_fail (MADO_IS_PAGE (self));

  mado_place_apply (place, self->header, self->back_button, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->star_button), !is_narrow);
  /* With large text there is no room for this one either; the menu has both. */
  gtk_widget_set_visible (self->cite_button,
                          !is_narrow || mado_scale_get (GTK_WIDGET (self)) < LARGE_TEXT);
  /* A page that stands alone is narrow: three toggles are too wide for its bar. */
  gtk_widget_set_visible (self->reading_toggles, !is_narrow);
  gtk_widget_set_visible (self->reading_menu_button, is_narrow);
  if (is_narrow == self->is_narrow)
    return;
  self->is_narrow = is_narrow;
  fill (self);
}

void
mado_page_show (MadoPage *self, const char *id)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *before = NULL;

  g_return_if_fail (MADO_IS_PAGE (self) && self->context && id != NULL);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  before = g_steal_pointer (&self->asked);
  self->asked = g_strdup (id);
  task = g_task_new (self, self->cancellable, content_read_cb, NULL);
  g_task_set_task_data (task, g_strdup (id), g_free);
  mado_context_read (self->context, task, read_content);
}

const char *
mado_page_get_id (MadoPage *self)
{
  g_return_val_if_fail (MADO_IS_PAGE (self), NULL);

  return self->content ? mado_record_get_id (self->content->record) : NULL;
}

/**
 * mado_page_focus:
 *
 * Puts the keyboard where it scrolls the page. The buttons of the bar are not what somebody wants
 * who has come to read.
 */
void
mado_page_focus (MadoPage *self)
{
  GtkWidget *shown;

  g_return_if_fail (MADO_IS_PAGE (self));

  shown = gtk_stack_get_visible_child (self->stack);
  if (shown != GTK_WIDGET (self->scroller) || !gtk_widget_grab_focus (shown))
    gtk_widget_child_focus (shown, GTK_DIR_TAB_FORWARD);
}

void
mado_page_toggle_star (MadoPage *self)
{
  MadoLanguage language;

  g_return_if_fail (MADO_IS_PAGE (self));

  if (!self->content)
    return;
  language = mado_display_get_language (mado_display_get_for_widget (GTK_WIDGET (self)));
  mado_change_star (mado_undo_get (self->context), self->content->record, language,
                    !mado_star_is_set (self->star_button));
}

char *
mado_page_dup_citation (MadoPage *self)
{
  MadoCitationEdition edition;

  g_return_val_if_fail (MADO_IS_PAGE (self), NULL);

  if (!self->content)
    return NULL;
  edition = mado_page_content_get_edition (self->content);
  return mado_citation_for_record (
      self->content->record, mado_context_get_vocabulary (self->context), &edition,
      mado_display_get_language (mado_display_get_for_widget (GTK_WIDGET (self))),
      MADO_CITATION_TEXT);
}
