//! Saving so that nothing is ever lost: either the new file is there as a whole, or the old one still is.

use std::ffi::OsString;
use std::fs::{self, File, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Writes a file in one step, and keeps what was there before beside it, as `name.ron.bak`.
///
/// The bytes go to a new file in the same folder, which takes the place of the old one when all of it is on the disk.
/// Permissions stay as they were; a link stays a link. On an error the old file is untouched.
pub fn save_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // The file itself, where a link leads to it: replacing the link would leave two versions.
    let path = match fs::canonicalize(path) {
        Ok(path) => path,
        Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_owned(),
        Err(error) => return Err(error),
    };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let old = match fs::metadata(&path) {
        Ok(old) if old.is_file() => Some(old.permissions()),
        Ok(_) => {
            return Err(io::Error::new(
                io::ErrorKind::IsADirectory,
                "there is a folder of this name",
            ));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    if old.as_ref().is_some_and(Permissions::readonly) {
        return Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "the file is write-protected",
        ));
    }
    if let Some(permissions) = &old {
        replace(
            &folder,
            &backup_path(&path),
            &fs::read(&path)?,
            Some(permissions),
        )?;
    }
    replace(&folder, &path, bytes, old.as_ref())
}

/// Where the version before the last saving is kept.
pub fn backup_path(path: &Path) -> PathBuf {
    let mut name = path.file_name().map_or_else(OsString::new, OsString::from);
    name.push(".bak");
    path.with_file_name(name)
}

fn replace(
    folder: &Path,
    path: &Path,
    bytes: &[u8],
    permissions: Option<&Permissions>,
) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".helixmap-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // What a new file gets; the user's mask applies.
        builder.permissions(Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions.clone())?;
    }
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    // The new name must be on the disk as well. Not every system lets folders be synchronised.
    if cfg!(unix)
        && let Ok(folder) = File::open(folder)
    {
        folder.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_one_backup() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("åäö.ron");
        save_atomically(&path, b"one").unwrap();
        assert!(!backup_path(&path).exists());
        save_atomically(&path, b"two").unwrap();
        save_atomically(&path, b"three").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"three");
        assert_eq!(fs::read(backup_path(&path)).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn keeps_permissions_and_links() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("real.ron");
        let link = folder.path().join("link.ron");
        fs::write(&path, "one").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        save_atomically(&link, b"two").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o640
        );
    }

    #[test]
    fn an_error_leaves_everything() {
        let folder = tempfile::tempdir().unwrap();
        assert!(save_atomically(folder.path(), b"x").is_err());
        assert!(save_atomically(&folder.path().join("no/such/folder.ron"), b"x").is_err());
        let path = folder.path().join("fixed.ron");
        fs::write(&path, "one").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert!(save_atomically(&path, b"two").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"one");
    }
}
