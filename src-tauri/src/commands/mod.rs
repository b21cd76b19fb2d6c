//! The commands: each asks the desk for the core and calls one use case. This list is the whole of what the UI can ask.

mod appeals;
mod attachments;
mod audit;
mod bulk;
mod calendar;
mod cases;
mod clocks;
mod consultations;
mod deadlines;
mod demo;
mod directory;
mod drafts;
mod duplicates;
mod files;
mod forms;
mod imports;
mod intakes;
mod life;
mod limits;
mod lists;
mod session;
mod triage;
mod workbench;

use tauri::Runtime;
use tauri_specta::{Builder, collect_commands, collect_events};

use crate::events::{ChangedEvent, ProgressEvent};

/// Every command and event with its types.
pub fn specta_builder<R: Runtime>() -> Builder<R> {
    Builder::new()
        .error_handling(tauri_specta::ErrorHandlingMode::Throw)
        .dangerously_cast_bigints_to_number()
        .disable_serde_phases()
        .events(collect_events![ChangedEvent, ProgressEvent])
        .commands(collect_commands![
            appeals::appeal_detail,
            appeals::appeal_edit,
            appeals::appeal_judge,
            appeals::appeal_list,
            appeals::appeal_register,
            appeals::appeal_withdraw_judgement,
            appeals::party_reveal,
            attachments::attachment_add,
            attachments::attachment_describe,
            attachments::attachment_list,
            attachments::attachment_piece,
            attachments::attachment_remove,
            attachments::attachment_restore,
            attachments::attachment_save,
            attachments::attachment_stage,
            bulk::appeal_bulk_change,
            bulk::appeal_bulk_undo,
            audit::audit_list,
            audit::audit_verify,
            calendar::calendar_import,
            calendar::calendar_set_day,
            calendar::calendar_year,
            calendar::calendar_years,
            cases::case_detail,
            cases::case_list,
            cases::case_move,
            cases::case_open,
            clocks::appeal_pause,
            clocks::appeal_resume,
            consultations::consultation_create,
            consultations::consultation_detail,
            consultations::consultation_list,
            consultations::consultation_move,
            consultations::consultation_reschedule,
            deadlines::deadline_check,
            deadlines::deadline_derivation,
            deadlines::deadline_reckon,
            deadlines::extension_ask,
            deadlines::extension_decide,
            deadlines::extension_withdraw,
            deadlines::reminders,
            demo::demo_load,
            directory::agencies,
            directory::categories,
            directory::divisions,
            directory::people,
            directory::rooms,
            drafts::draft_keep,
            drafts::draft_read,
            duplicates::duplicate_candidates,
            duplicates::duplicate_dismiss,
            duplicates::duplicate_merge,
            duplicates::duplicate_queue,
            duplicates::duplicate_reconsider,
            duplicates::duplicate_scan,
            duplicates::duplicate_split,
            files::exported_open,
            files::exported_show_in_folder,
            files::file_stage,
            files::task_cancel,
            forms::form_export,
            forms::form_preview,
            forms::forms,
            imports::import_changes,
            imports::import_detail,
            imports::import_history,
            imports::import_preview,
            imports::import_run,
            imports::import_save_rejected,
            imports::import_undo,
            life::appeal_advance,
            life::appeal_life,
            life::appeal_person_remove,
            life::appeal_person_save,
            life::appeal_timeline,
            lists::list_export,
            lists::view_add,
            lists::view_edit,
            lists::view_list,
            lists::view_open_with,
            lists::view_remove,
            lists::view_restore,
            limits::limit_change,
            limits::limit_list,
            limits::limit_preview,
            limits::limit_undo,
            intakes::intake_divisions,
            intakes::intake_known_people,
            intakes::intake_propose,
            intakes::intake_save,
            intakes::number_problems,
            session::client_log,
            session::database_reopen,
            session::permission_table,
            session::session,
            triage::duty_lists,
            triage::duty_lists_set,
            triage::triage_card,
            triage::triage_decide,
            triage::triage_pass_on,
            triage::triage_rule_save,
            triage::triage_rule_try,
            triage::triage_rules,
            triage::triage_undo,
            workbench::workbench,
        ])
}
