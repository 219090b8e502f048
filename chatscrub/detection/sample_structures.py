"""Well-formed but worthless keys and documents for the examples of detector files.

They have the structure that evidence checks (ASN.1 lengths, magic bytes, JSON), filled with seeded noise: none is a usable key.
"""

from __future__ import annotations

import base64
import json
import random

_RSA_ALGORITHM = bytes.fromhex("300d06092a864886f70d0101010500")
_P256 = bytes.fromhex("06082a8648ce3d030107")
_PEM_WIDTH = 64
_FAR_FUTURE = 4_102_444_800  # 2100-01-01
_LONG_PAST = 1_609_459_200  # 2021-01-01


def _length(size: int) -> bytes:
    if size < 0x80:
        return bytes([size])
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(octets)]) + octets


def _tagged(tag: int, body: bytes) -> bytes:
    return bytes([tag]) + _length(len(body)) + body


def _integer(noise: random.Random, size: int) -> bytes:
    return _tagged(0x02, b"\x00" + bytes([0x80 | noise.randrange(128)]) + noise.randbytes(size - 1))


def _rsa(noise: random.Random) -> bytes:
    numbers = [_integer(noise, 128), bytes.fromhex("0203010001"), _integer(noise, 128)]
    return _tagged(0x30, b"\x02\x01\x00" + b"".join(numbers) + b"".join(_integer(noise, 64) for _ in range(5)))


def _ec(noise: random.Random) -> bytes:
    public = _tagged(0xA1, _tagged(0x03, b"\x00\x04" + noise.randbytes(64)))
    return _tagged(0x30, b"\x02\x01\x01" + _tagged(0x04, noise.randbytes(32)) + _tagged(0xA0, _P256) + public)


def pem(label: str, noise: random.Random) -> str:
    """A PEM block, without a line break at its end. Labels other than RSA and EC give a PKCS#8 RSA body."""
    if label == "RSA PRIVATE KEY":
        der = _rsa(noise)
    elif label == "EC PRIVATE KEY":
        der = _ec(noise)
    else:
        der = _tagged(0x30, b"\x02\x01\x00" + _RSA_ALGORITHM + _tagged(0x04, _rsa(noise)))
    return armour(label, der)


def armour(label: str, body: bytes, width: int = _PEM_WIDTH) -> str:
    """`body` in base64 between the BEGIN and END lines of RFC 7468."""
    text = base64.b64encode(body).decode()
    lines = [text[start : start + width] for start in range(0, len(text), width)]
    return "\n".join([f"-----BEGIN {label}-----", *lines, f"-----END {label}-----"])


def _ssh_string(body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + body


def openssh(noise: random.Random, cipher: str = "none") -> str:
    """An OpenSSH private key file (PROTOCOL.key of OpenSSH); any cipher but ``none`` makes it an encrypted one."""
    public = _ssh_string(b"ssh-ed25519") + _ssh_string(noise.randbytes(32))
    kdf = b"none" if cipher == "none" else b"bcrypt"
    options = b"" if cipher == "none" else _ssh_string(noise.randbytes(16)) + (16).to_bytes(4, "big")
    check = noise.randbytes(4)
    secret = check + check + public + _ssh_string(noise.randbytes(64)) + _ssh_string(b"") + bytes(range(1, 6))
    body = b"openssh-key-v1\x00" + _ssh_string(cipher.encode()) + _ssh_string(kdf) + _ssh_string(options)
    body += (1).to_bytes(4, "big") + _ssh_string(public) + _ssh_string(secret)
    return armour("OPENSSH PRIVATE KEY", body, 70)


def pgp(noise: random.Random) -> str:
    """An armoured PGP private key block: a packet of the right tag (5, secret key) and noise, without the CRC-24 line."""
    text = base64.b64encode(b"\x95\x01\xd8\x04" + noise.randbytes(473)).decode()
    lines = [text[start : start + _PEM_WIDTH] for start in range(0, len(text), _PEM_WIDTH)]
    label = "PGP PRIVATE KEY BLOCK"
    return "\n".join([f"-----BEGIN {label}-----", "", *lines, f"-----END {label}-----"])


def ppk(noise: random.Random, encryption: str = "none") -> str:
    """A PuTTY private key file of version 2."""
    rows = [base64.b64encode(noise.randbytes(48)).decode() for _ in range(6)]
    return "\n".join(
        [
            "PuTTY-User-Key-File-2: ssh-rsa",
            f"Encryption: {encryption}",
            "Comment: imported",
            "Public-Lines: 2",
            *rows[:2],
            "Private-Lines: 4",
            *rows[2:],
            f"Private-MAC: {noise.randbytes(20).hex()}",
        ]
    )


def _compact(document: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(document, separators=(",", ":")).encode()).rstrip(b"=").decode()


def jwt(noise: random.Random, *, expired: bool = False) -> str:
    """A signed-looking JSON Web Token that ends in 2100, or ended on 2021-01-01."""
    claims = {
        "iss": "https://login.acme.example",
        "sub": noise.randbytes(6).hex(),
        "exp": _LONG_PAST if expired else _FAR_FUTURE,
    }
    signature = base64.urlsafe_b64encode(noise.randbytes(32)).rstrip(b"=").decode()
    return f"{_compact({'alg': 'HS256', 'typ': 'JWT'})}.{_compact(claims)}.{signature}"


def jwe(noise: random.Random) -> str:
    """An encrypted JSON Web Token (RFC 7516): header, no key, nonce, cipher text, tag."""
    sizes = (12, 90, 16)
    parts = [base64.urlsafe_b64encode(noise.randbytes(size)).rstrip(b"=").decode() for size in sizes]
    return ".".join([_compact({"alg": "dir", "enc": "A256GCM"}), "", *parts])


def docker_config(noise: random.Random) -> str:
    """The base64 of a Docker configuration with one registry login, as Kubernetes keeps it."""
    auth = base64.b64encode(b"ci:" + base64.b64encode(noise.randbytes(12))).decode()
    return base64.b64encode(json.dumps({"auths": {"registry.acme.example": {"auth": auth}}}).encode()).decode()


def pypi(noise: random.Random) -> str:
    """A PyPI token: a version 2 macaroon whose location is pypi.org."""
    body = b"\x02\x01\x08pypi.org\x02\x24" + noise.randbytes(18).hex().encode() + b"\x00\x02\x2a"
    return "pypi-" + base64.urlsafe_b64encode(body + noise.randbytes(62)).rstrip(b"=").decode()


def gcp_json(noise: random.Random) -> str:
    """A service-account key file of Google Cloud."""
    document = {
        "type": "service_account",
        "project_id": "acme-reporting",
        "private_key_id": noise.randbytes(20).hex(),
        "private_key": pem("PRIVATE KEY", noise) + "\n",
        "client_email": "reporter@acme-reporting.iam.gserviceaccount.com",
        "client_id": str(noise.randrange(10**20, 10**21)),
        "token_uri": "https://oauth2.googleapis.com/token",
    }
    return json.dumps(document, indent=2)
