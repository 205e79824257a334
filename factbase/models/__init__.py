"""The tables. Importing this package makes every one of them known to ``Base.metadata``."""

from factbase.models.account import Account, FailedSignIn, OneTimeLink, SignIn
from factbase.models.act import Act, LedgerHead
from factbase.models.assessment import Assessment, Evidence
from factbase.models.base import Base
from factbase.models.claim import Claim, ClaimCountry, ClaimTag
from factbase.models.link import Link
from factbase.models.outlet import Outlet, OutletKind, OutletName
from factbase.models.report import Appearance, Relay, Report
from factbase.models.revision import Revision
from factbase.models.series import FigureSeries, FigureSeriesMember
from factbase.models.speaker import Role, Speaker, SpeakerKind, SpeakerName
from factbase.models.story import Story

__all__ = [
    "Account",
    "Act",
    "Appearance",
    "Assessment",
    "Base",
    "Claim",
    "ClaimCountry",
    "ClaimTag",
    "Evidence",
    "FailedSignIn",
    "FigureSeries",
    "FigureSeriesMember",
    "LedgerHead",
    "Link",
    "OneTimeLink",
    "Outlet",
    "OutletKind",
    "OutletName",
    "Relay",
    "Report",
    "Revision",
    "Role",
    "SignIn",
    "Speaker",
    "SpeakerKind",
    "SpeakerName",
    "Story",
]
