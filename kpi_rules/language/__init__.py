"""The clause language: text in, checked trees and diagnostics out."""
