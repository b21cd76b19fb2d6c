//! The commands: each asks the desk for the core and calls one use case. This list is the whole of what the UI can ask.

mod appeals;
mod audit;
mod calendar;
mod cases;
mod clocks;
mod consultations;
mod demo;
mod directory;
mod drafts;
mod duplicates;
mod files;
mod forms;
mod imports;
mod intakes;
mod session;
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
            clocks::appeal_derivation,
            clocks::appeal_extend,
            clocks::appeal_pause,
            clocks::appeal_resume,
            clocks::extension_approvers,
            consultations::consultation_create,
            consultations::consultation_detail,
            consultations::consultation_list,
            consultations::consultation_move,
            consultations::consultation_reschedule,
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
            duplicates::duplicate_scan,
            duplicates::duplicate_split,
            files::exported_open,
            files::exported_show_in_folder,
            files::file_stage,
            files::task_cancel,
            forms::form_export,
            forms::form_preview,
            forms::forms,
            imports::import_preview,
            imports::import_run,
            imports::import_save_rejected,
            intakes::intake_divisions,
            intakes::intake_known_people,
            intakes::intake_propose,
            intakes::intake_save,
            intakes::number_problems,
            session::client_log,
            session::database_reopen,
            session::permission_table,
            session::session,
            workbench::workbench,
        ])
}
