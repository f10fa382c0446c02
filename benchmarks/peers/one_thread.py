"""Import before numpy: one BLAS thread, and the BLAS's own choice of kernel for this processor."""

import ctypes
import os

for _name in list(os.environ):
    if _name.endswith("CORETYPE") or "CPU_TYPE" in _name or _name == "MKL_ENABLE_INSTRUCTIONS":
        del os.environ[_name]
for _name in ("OPENBLAS", "OMP", "MKL", "BLIS", "GOTO"):
    os.environ[_name + "_NUM_THREADS"] = "1"


def blas():
    """Which BLAS this process has loaded, its kernel and its threads."""
    import numpy.linalg  # noqa: F401  loads the library

    with open("/proc/self/maps", encoding="utf-8") as maps:
        files = {line.split()[-1] for line in maps if "blas" in line and "/" in line}
    for file in sorted(files):
        library = ctypes.CDLL(file)
        if hasattr(library, "openblas_get_corename"):
            library.openblas_get_corename.restype = ctypes.c_char_p
            library.openblas_get_config.restype = ctypes.c_char_p
            version = " ".join(library.openblas_get_config().decode().split()[:2])
            return f"{version}, kernel {library.openblas_get_corename().decode()}, {library.openblas_get_num_threads()} thread"
    return ", ".join(sorted(os.path.basename(file) for file in files)) or "unknown"
