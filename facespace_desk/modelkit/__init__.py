"""What every model is made of; QtCore and QtGui at most, knows no service."""
