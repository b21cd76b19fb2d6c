//! Telling on standard error how far long work has come, where a person looks at it.

use std::io::{IsTerminal, stderr};

use huishang_app::announce::{Announcer, Changed, Progress};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What the phases of long work are called.
const PHASES: &[(&str, &str)] =
    &[("read", "读取"), ("match", "核对"), ("write", "写入"), ("collect", "汇总"), ("render", "排版")];

/// A bar that nothing draws where standard error is no terminal.
pub struct Bar(ProgressBar);

impl Bar {
    /// Shown as soon as something is told.
    pub fn new() -> Self {
        let bar =
            ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()).with_style(Self::style(false));
        if stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        Self(bar)
    }

    /// Takes the bar away, so that what comes out stands alone.
    pub fn clear(&self) {
        self.0.finish_and_clear();
    }

    fn style(known: bool) -> ProgressStyle {
        let template = if known {
            "{msg} [{bar:40}] {human_pos}/{human_len} {percent}% 还需{eta}"
        } else {
            "{msg} {spinner} {human_pos}"
        };
        ProgressStyle::with_template(template)
            .unwrap_or_else(|_| ProgressStyle::default_bar())
            .progress_chars("=> ")
    }
}

impl Announcer for Bar {
    fn changed(&self, _: &Changed) {}

    fn progress(&self, progress: &Progress) {
        let named = PHASES.iter().find(|(code, _)| *code == progress.phase);
        let phase = named.map_or(progress.phase.as_str(), |(_, name)| name);
        let known = progress.total > 0;
        self.0.set_style(Self::style(known));
        if self.0.message() != phase {
            // Each phase has its own pace, so the time that is left is reckoned anew.
            self.0.set_message(phase.to_owned());
            self.0.reset();
        }
        if known {
            self.0.set_length(progress.total);
        }
        self.0.set_position(progress.done);
    }
}
