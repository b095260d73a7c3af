//! What all fuzz targets do: read bytes as a format, resolve what came out, and write it again.

use helixmap::format::{FORMATS, Input};
use helixmap::task::TaskContext;

/// Reads a file of this name as the format of this id. Whatever the bytes, nothing may panic.
pub fn read(id: &str, name: &str, bytes: &[u8]) {
    let Some(format) = FORMATS.iter().find(|format| format.id() == id) else {
        panic!("there is no format {id}");
    };
    let task = TaskContext::new();
    let input = Input::file(name, bytes);
    format.sniff(&input);
    let Ok(draft) = format.read(&input, &task) else {
        return;
    };
    if let Ok(Ok(imported)) = draft.resolve(&task) {
        format.loses(&imported.network);
        format.write(&imported.network, &imported.positions);
    }
}
